//go:build libraries

// Package rpc is code on libraries for remote calls, queues, mail and terminals that the analyzers are tested on.
package rpc

import (
	_ "connectrpc.com/connect"
	_ "github.com/IBM/sarama"
	_ "github.com/aws/aws-lambda-go/events"
	_ "github.com/aws/aws-lambda-go/lambda"
	_ "github.com/coder/websocket"
	_ "github.com/coder/websocket/wsjson"
	_ "github.com/emersion/go-message"
	_ "github.com/emersion/go-message/mail"
	_ "github.com/emersion/go-message/textproto"
	_ "github.com/gliderlabs/ssh"
	_ "github.com/golang/protobuf/jsonpb"
	_ "github.com/golang/protobuf/proto"
	_ "github.com/jhillyerd/enmime"
	_ "github.com/nats-io/nats.go"
	_ "github.com/nats-io/nats.go/jetstream"
	_ "github.com/nats-io/nats.go/micro"
	_ "github.com/rabbitmq/amqp091-go"
	_ "github.com/segmentio/kafka-go"
	_ "github.com/twmb/franz-go/pkg/kgo"
	_ "golang.org/x/crypto/ssh"
	_ "golang.org/x/net/websocket"
	_ "google.golang.org/grpc"
	_ "google.golang.org/grpc/metadata"
	_ "google.golang.org/protobuf/encoding/protodelim"
	_ "google.golang.org/protobuf/encoding/protojson"
	_ "google.golang.org/protobuf/encoding/prototext"
	_ "google.golang.org/protobuf/proto"
	_ "google.golang.org/protobuf/types/known/anypb"
	_ "google.golang.org/protobuf/types/known/structpb"
	_ "google.golang.org/protobuf/types/known/wrapperspb"
)
