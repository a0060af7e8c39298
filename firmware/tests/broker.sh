# broker.sh - a real farm broker for tests: mosquitto with TLS 1.3, client certificates and one node's access list, and how
# they count what passed. Sourced by the shell tests; needs DIR (an empty directory), FARM, NODE and DEVICES (ids, separated by blanks).

make_ca() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=Test CA" \
    -keyout "$DIR/ca.key" -out "$DIR/ca.pem" 2>"$DIR/openssl.log"
}

# make_cert NAME CN EXTENSIONS
make_cert() {
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$2" \
    -keyout "$DIR/$1.key" -out "$DIR/$1.csr" 2>>"$DIR/openssl.log" &&
  printf '%s\n' "$3" >"$DIR/$1.ext" &&
  openssl x509 -req -in "$DIR/$1.csr" -CA "$DIR/ca.pem" -CAkey "$DIR/ca.key" -CAcreateserial -days 2 \
    -extfile "$DIR/$1.ext" -out "$DIR/$1.pem" 2>>"$DIR/openssl.log"
}

write_acl() {
  echo "user hub"
  echo "topic readwrite farm/$FARM/#"
  echo "user $NODE"
  echo "topic read farm/$FARM/estop"
  for d in $DEVICES; do
    echo "topic read farm/$FARM/devices/$d/command"
    echo "topic write farm/$FARM/devices/$d/status"
    echo "topic write farm/$FARM/devices/$d/sensor"
  done
  echo "topic write farm/$FARM/devices/$NODE/heartbeat"
  echo "topic read farm/$FARM/devices/$NODE/fw_update"
  echo "topic write farm/$FARM/devices/$NODE/fw_status"
}

write_broker_config() {
  write_acl >"$DIR/acl"
  cat >"$DIR/mosquitto.conf" <<CONF
user $(id -un)
listener $PORT 127.0.0.1
cafile $DIR/ca.pem
certfile $DIR/broker.pem
keyfile $DIR/broker.key
tls_version tlsv1.3
require_certificate true
use_identity_as_username true
acl_file $DIR/acl
set_tcp_nodelay true
CONF
}

free_port() {
  local port=$((20000 + RANDOM % 10000))
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}

start_broker() {
  mosquitto -c "$DIR/mosquitto.conf" >>"$DIR/mosquitto.log" 2>&1 &
  BROKER=$!
  wait_for "the broker listens" port_open
}

port_open() {
  (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null
}

stop_broker() {
  kill "$BROKER" 2>/dev/null
  wait "$BROKER" 2>/dev/null
}

# The hub's client: as_hub [exec] mosquitto_pub|mosquitto_sub ARGS
as_hub() {
  local program=("$1")
  shift
  if [ "${program[0]}" = exec ]; then
    program+=("$1")
    shift
  fi
  "${program[@]}" -h 127.0.0.1 -p "$PORT" --cafile "$DIR/ca.pem" --cert "$DIR/hub.pem" --key "$DIR/hub.key" "$@"
}

# wait_for WHAT COMMAND...: until the command succeeds, looking often; gives up after PATIENCE (20) seconds.
wait_for() {
  local what=$1 deadline=$((SECONDS + ${PATIENCE:-20}))
  shift
  until "$@"; do
    if ((SECONDS >= deadline)); then
      echo "FAILED: waited in vain until $what" >&2
      return 1
    fi
    read -rt 0.02 <> <(:) || true
  done
}

passed=0
failed=0
# check SENTENCE COMMAND...: the command becomes true within the time that wait_for gives.
check() {
  local sentence=$1
  shift
  if wait_for "$sentence" "$@"; then
    passed=$((passed + 1))
    echo "  ok      $sentence"
  else
    failed=$((failed + 1))
    echo "  FAILED  $sentence"
  fi
}
