#!/usr/bin/env bash
# What action.yml does: builds secvet from the action's own source with the Go of
# the job, analyses, and writes a SARIF file and the findings as text. Its exit
# status is that of secvet: 0 nothing found, 1 findings, 2 not everything could be
# analysed; with SECVET_FAIL=false findings are 0.
set -euo pipefail

if ! command -v go >/dev/null; then
  echo "::error::secvet needs Go: put actions/setup-go before it"
  exit 2
fi
tool=${RUNNER_TEMP:-$(mktemp -d)}/secvet-bin/
mkdir -p "$tool"
go build -C "$SECVET_SOURCE" -trimpath -ldflags "-X main.stamped=${SECVET_VERSION:-}" -o "$tool" ./cmd/secvet || exit 2

# absolute NAME prints a name that starts from the workspace.
absolute() {
  case $1 in
  /* | ?:*) printf '%s' "$1" ;;
  *) printf '%s' "${GITHUB_WORKSPACE:-$PWD}/$1" ;;
  esac
}
sarif=$(absolute "$SECVET_SARIF")
rm -f "$sarif"
read -ra packages <<<"${SECVET_PACKAGES:-./...}"
read -ra flags <<<"$SECVET_ARGS"
flags+=(-C "$(absolute "$SECVET_DIRECTORY")" -severity "$SECVET_SEVERITY")
[[ -z $SECVET_NEW_FROM ]] || flags+=(-new-from "$SECVET_NEW_FROM")

status=0
"$tool/secvet" "${flags[@]}" -f sarif -o "$sarif" -category "$SECVET_CATEGORY" -fail "${packages[@]}" || status=$?
# The same for people who read the log; nothing is analysed a second time.
((status != 1)) || "$tool/secvet" "${flags[@]}" -q "${packages[@]}" || true

case $status in
0) result=clean ;;
1) result=findings ;;
*) result=failed ;;
esac
{
  [[ ! -e $sarif ]] || echo "sarif=$sarif"
  echo "result=$result"
} >>"${GITHUB_OUTPUT:-/dev/null}"
[[ $result != findings || $SECVET_FAIL != false ]] || status=0
exit "$status"
