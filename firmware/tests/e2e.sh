#!/usr/bin/env bash
# e2e.sh NODE_PROGRAM - a node, a real broker, a hub's client. Ends with "N passed, N failed".
set -u
PROGRAM=$1
HERE=$(cd "$(dirname "$0")" && pwd)
DIR=$(mktemp -d)
FARM=0199b6a0-0000-7000-8000-00000000f001
NODE=0199b6a0-0000-7000-8000-0000000000e1
PUMP=0199b6a0-0000-7000-8000-0000000000d1
FAN=0199b6a0-0000-7000-8000-0000000000d2
CLIMATE=0199b6a0-0000-7000-8000-0000000000d3
DEVICES="$PUMP $FAN $CLIMATE"
BROKER=
WATCHER=
NODE_PID=
# shellcheck source=broker.sh
. "$HERE/broker.sh"

end() {
  [ -n "$NODE_PID" ] && kill -CONT "$NODE_PID" 2>/dev/null
  for pid in $NODE_PID $WATCHER $BROKER; do kill "$pid" 2>/dev/null; done
  wait 2>/dev/null
  if ((failed > 0)); then
    tail -n 40 "$DIR/node.log" "$DIR/mosquitto.log" >&2
  fi
  rm -rf "$DIR"
}
trap end EXIT

heard() { grep -qE "$1" "$DIR/heard" 2>/dev/null; }
heard_times() { [ "$(grep -cE "$2" "$DIR/heard" 2>/dev/null)" -ge "$1" ]; }
spool() { md5sum <"$DIR/state/spool.bin"; }
spooled() { [ "$(spool)" != "$before" ]; }
panel_says() { grep -q "$1" "$DIR/state/panel.txt" 2>/dev/null; }
edges() { [ "$(grep -c " $2 " "$DIR/state/relay.log" 2>/dev/null)" = "$1" ]; }
logged() { grep -q "$1" "$DIR/node.log"; }
logged_times() { [ "$(grep -c "$2" "$DIR/node.log")" -ge "$1" ]; }
gone() { ! kill -0 "$1" 2>/dev/null; }

start_watcher() {
  # exec: else the pid would be a shell's, and killing it would leave mosquitto_sub behind.
  (as_hub exec mosquitto_sub -q 1 -t "farm/$FARM/devices/#" -F '%t %p' >>"$DIR/heard" 2>>"$DIR/watch.log") &
  WATCHER=$!
}

watching() {
  as_hub mosquitto_pub -t "farm/$FARM/devices/probe" -m hello
  heard "probe hello"
}

start_node() {
  "$PROGRAM" --config "$DIR/node.conf" >>"$DIR/node.log" 2>&1 &
  NODE_PID=$!
}

# command DEVICE ID ACTION [MORE JSON]
command_to() {
  as_hub mosquitto_pub -q 1 -t "farm/$FARM/devices/$1/command" \
    -m "{\"command_id\":\"$2\",\"action\":\"$3\",\"source\":\"user\",\"issued_at\":1795420800000,\"ttl_ms\":60000${4:-}}"
}

prepare() {
  make_ca &&
  make_cert broker localhost "subjectAltName=IP:127.0.0.1" &&
  make_cert hub hub "extendedKeyUsage=clientAuth" &&
  make_cert node "$NODE" "extendedKeyUsage=clientAuth" || return 1
  PORT=$(free_port)
  write_broker_config
  touch "$DIR/heard" "$DIR/node.log"
  cat >"$DIR/node.conf" <<CONF
# a small node
node_id=$NODE
farm_id=$FARM
incarnation=1
host=127.0.0.1
port=$PORT
ca=$DIR/ca.pem
cert=$DIR/node.pem
key=$DIR/node.key
state_dir=$DIR/state
sensor_period_s=1
device=pump:$PUMP
device=fan:$FAN
device=dht22:$CLIMATE
CONF
}

one=0199b6a0-0000-7000-8000-0000000000c1
two=0199b6a0-0000-7000-8000-0000000000c2
three=0199b6a0-0000-7000-8000-0000000000c3
four=0199b6a0-0000-7000-8000-0000000000c4

prepare || { echo "0 passed, 1 failed (certificates)"; cat "$DIR/openssl.log"; exit 1; }

start_node
check "a node waits while there is no broker" logged "link away"
kill -STOP "$NODE_PID" # until somebody listens: only the heartbeat is retained
start_broker || exit 1
start_watcher
wait_for "the watcher listens" watching || exit 1
kill -CONT "$NODE_PID"
check "it says online, retained" heard "devices/$NODE/heartbeat .*\"online\":true"
check "it reports every actuator after connecting" heard "devices/$PUMP/status .*\"state\":\"off\".*\"triggered_by\":\"boot\""
check "it reports temperature and humidity at once" heard "devices/$CLIMATE/sensor .*\"temperature\".*\"humidity\""

command_to "$PUMP" $one on ',"duration_ms":600000'
check "a command is answered completed" heard "devices/$PUMP/status .*\"state\":\"on\".*\"command_id\":\"$one\",\"result\":\"completed\""
check "the relay moved once, and the log says why" grep -qE "^[0-9]{13} $PUMP on 100 command $one$" "$DIR/state/relay.log"
command_to "$PUMP" $one on ',"duration_ms":600000'
check "the same id is answered again" heard_times 2 "\"command_id\":\"$one\",\"result\":\"completed\""
check "and moves nothing" edges 1 "$PUMP"
command_to "$FAN" $two set_value ',"value":40'
check "a fan takes a percentage" heard "devices/$FAN/status .*\"value\":40,.*\"command_id\":\"$two\",\"result\":\"completed\""
command_to "$FAN" $three toggle
check "toggle is not a node's to resolve" heard "\"command_id\":\"$three\",\"result\":\"rejected\",\"error\":\"invalid_command\""
as_hub mosquitto_pub -q 1 -t "farm/$FARM/devices/$FAN/command" -m 'not json'
command_to "$FAN" $four off
check "garbage does not stop the stream" heard "devices/$FAN/status .*\"state\":\"off\".*\"command_id\":\"$four\",\"result\":\"completed\""
command_to "$PUMP" 0199b6a0-0000-7000-8000-0000000000c5 off
command_to "$PUMP" 0199b6a0-0000-7000-8000-0000000000c6 on ',"duration_ms":50'
check "a run with a duration ends by itself" heard "devices/$PUMP/status .*\"state\":\"off\".*\"previous_state\":\"on\".*\"command_id\":null"

as_hub mosquitto_pub -r -q 1 -t "farm/$FARM/estop" -m '{"version":1,"timestamp":1,"stops":[{"stop_id":"'$one'","nodes":null,"origin":"app","by":null,"since":1,"fans_after_ms":300000}]}'
command_to "$FAN" 0199b6a0-0000-7000-8000-0000000000c7 on
check "a stop refuses commands" heard "\"command_id\":\"0199b6a0-0000-7000-8000-0000000000c7\",\"result\":\"rejected\",\"error\":\"stopped\""
as_hub mosquitto_pub -r -q 1 -t "farm/$FARM/estop" -m '{"version":2,"timestamp":1,"stops":[]}'
touch "$DIR/state/button"
kill -USR1 "$NODE_PID"
check "the button is told at once" heard "devices/$NODE/heartbeat .*\"stop_button\":true"
rm "$DIR/state/button"
kill -USR1 "$NODE_PID"
check "and its release too" logged_times 2 "emergency stop (0)"
touch "$DIR/state/wire"
kill -USR1 "$NODE_PID"
check "a cut wire is told as such" heard "devices/$NODE/heartbeat .*\"stop_wire_broken\":true"
rm "$DIR/state/wire"
kill -USR1 "$NODE_PID"
check "and its mending too" logged_times 3 "emergency stop (0)"

kill "$WATCHER"
wait "$WATCHER" 2>/dev/null
stop_broker
before=$(spool)
check "a reading that nobody hears is kept" spooled
check "the panel says that there is no hub" panel_says "NO HUB"
kill -STOP "$NODE_PID" # until somebody listens: what was kept is told once
start_broker || exit 1
: >"$DIR/heard"
start_watcher
wait_for "the watcher listens again" watching || exit 1
kill -CONT "$NODE_PID"
check "after a broker restart the node comes back" logged_times 2 "connected"
check "and is online again" heard "heartbeat .*\"online\":true"
check "what was kept is told, marked as late" heard "devices/$CLIMATE/sensor .*\"replayed\":true"
as_hub mosquitto_pub -q 1 -t "farm/$FARM/estop" -m '{"version":2,"timestamp":1,"stops":[]}' # the hub lives
check "and the panel that all is well" panel_says "ALL WELL"
command_to "$PUMP" $one on
check "it still knows the old id" heard "\"command_id\":\"$one\",\"result\":\"completed\""

kill -9 "$NODE_PID"
wait "$NODE_PID" 2>/dev/null
check "a killed node is declared offline by its will" heard "heartbeat .*\"online\":false.*\"boot\":1"
start_node
check "the next boot has a higher number" heard "heartbeat .*\"online\":true.*\"boot\":2"
lines=$(wc -l <"$DIR/state/relay.log")
command_to "$FAN" $four off
check "a restarted node knows the last ids" heard_times 1 "devices/$FAN/status .*\"boot\":2.*\"command_id\":\"$four\",\"result\":\"completed\""
check "and moved nothing for them" test "$(wc -l <"$DIR/state/relay.log")" = "$lines"

sed "s/^host=.*/host=localhost/; s|^state_dir=.*|state_dir=$DIR/other|" "$DIR/node.conf" >"$DIR/other.conf"
"$PROGRAM" --config "$DIR/other.conf" 2>"$DIR/other.log" &
OTHER=$!
check "a broker with a certificate for another name is not trusted" grep -q "the broker's certificate: hostname mismatch" "$DIR/other.log"
kill "$OTHER"
wait "$OTHER"
"$PROGRAM" --config "$DIR/node.conf" 2>"$DIR/second.log"
check "a second process on one state directory is refused" grep -q "in use by another node" "$DIR/second.log"

kill "$NODE_PID"
check "SIGTERM ends it" gone "$NODE_PID"
wait "$NODE_PID"
check "with success" test $? = 0
check "after a retained goodbye" heard "heartbeat .*\"online\":false.*\"boot\":2"

sed 's/^port=.*/port=none/' "$DIR/node.conf" >"$DIR/wrong.conf"
"$PROGRAM" --config "$DIR/wrong.conf" 2>"$DIR/wrong.log"
check "a wrong configuration is refused with its line" grep -q "wrong.conf:6: port is not a whole number" "$DIR/wrong.log"

echo "$passed passed, $failed failed"
test "$failed" = 0
