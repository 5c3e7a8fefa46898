//go:build libraries

// Package rpcold is code on older libraries for queues and web sockets that the analyzers are tested on.
package rpcold

import (
	_ "github.com/Shopify/sarama"
	_ "github.com/streadway/amqp"
	_ "nhooyr.io/websocket"
	_ "nhooyr.io/websocket/wsjson"
)
