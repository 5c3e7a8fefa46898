#!/usr/bin/env bash
# For any CI that runs a shell in a git checkout: fails on what a branch brings, and
# keeps a page with all findings as an artefact. TARGET is the branch to compare with.
set -euo pipefail

go install github.com/secvet/secvet/cmd/secvet@v1
PATH=$(go env GOPATH)/bin:$PATH

git fetch --quiet origin "${TARGET:=main}"
secvet -f html -o secvet.html ./...
secvet -new-from "$(git merge-base FETCH_HEAD HEAD)" ./...
