#!/usr/bin/env bash
# sign.sh SIGNER - the program that signs images: what it refuses, and that it finds what was changed. That a node believes its
# work is upgrade.sh's to show. Ends with "N passed, N failed".
set -u
SIGNER=$1
DIR=$(mktemp -d)
trap 'rm -rf "$DIR"' EXIT
passed=0
failed=0

# check SENTENCE STATUS WORDS COMMAND...: the command ends so and says so.
check() {
  local sentence=$1 status=$2 words=$3
  shift 3
  "$@" >"$DIR/said" 2>&1
  local got=$?
  if [ $got = "$status" ] && grep -qE -e "$words" "$DIR/said"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "  FAILED  $sentence: status $got"
    cat "$DIR/said"
  fi
}

sign() { "$SIGNER" --key "${key:-$DIR/key}" --board "${board:-virtual}" --version "${version:-2.1.0}" --in "$DIR/image" --out "$DIR/out" "$@"; }
show() { "$SIGNER" --show "$DIR/out" "$@"; }

openssl ecparam -name prime256v1 -genkey -noout -out "$DIR/key"
openssl ec -in "$DIR/key" -pubout -out "$DIR/key.pub" 2>/dev/null
openssl ecparam -name prime256v1 -genkey -noout -out "$DIR/other"
openssl ecparam -name secp384r1 -genkey -noout -out "$DIR/curve"
head -c 70000 /dev/urandom >"$DIR/image"

check "help is given" 0 "^usage: tokkatot-sign" "$SIGNER" --help
check "an unknown option is named" 2 "'--frobnicate' is unknown" "$SIGNER" --frobnicate 1
check "a missing one too" 2 "--board is missing" "$SIGNER" --key "$DIR/key"
check "an image is signed" 0 '^\{"version":"2.1.0","size":70256,"sha256":"[0-9a-f]{64}","key_id":"[0-9a-f]{16}","header":"[^"]{344}"\}$' sign
check "the hash is the image's" 0 "\"sha256\":\"$(sha256sum <"$DIR/image" | cut -d' ' -f1)\"" show
tail -c +257 "$DIR/out" >"$DIR/rest"
check "the image follows as it is" 0 "Files .* are identical" diff -s "$DIR/image" "$DIR/rest"
check "the private key knows its work" 0 version show --key "$DIR/key"
check "and the public one" 0 version show --key "$DIR/key.pub"
check "another key does not" 1 "signed by another key" show --key "$DIR/other"

cp "$DIR/out" "$DIR/good"
flip() { cp "$DIR/good" "$DIR/out"; printf '\377' | dd of="$DIR/out" bs=1 seek="$1" conv=notrunc 2>/dev/null; }
flip 60
check "a byte of the header that was changed is found" 1 "signature is wrong" show --key "$DIR/key"
flip 200
check "one of the signature too" 1 "signature is wrong" show --key "$DIR/key"
printf 'X' | cat - "$DIR/image" | head -c 70000 >"$DIR/moved"
head -c 256 "$DIR/good" | cat - "$DIR/moved" >"$DIR/out"
check "another image behind the header too" 1 "not what its header was made for" show
head -c 5000 "$DIR/good" >"$DIR/out"
check "half an image too" 1 "longer or shorter" show
cp "$DIR/image" "$DIR/out"
check "an image without a header too" 1 "no header of ours" show

board=toaster check "a board that is none of ours is refused" 1 "--board: is none of ours" sign
version=2.1 check "a version that is none is refused" 1 "--version: must read" sign
version=2.1.70000 check "a version too large is refused" 1 "--version: must read" sign
check "a security version too large is refused" 1 "--security: must be" sign --security 4294967296
check "a build name too long is refused" 1 "--build: is longer" sign --build 12345678901234567
key=$DIR/key.pub check "a public key cannot sign" 1 "not a private P-256 key" sign
key=$DIR/curve check "a key of another curve cannot sign" 1 "not a private P-256 key" sign
: >"$DIR/image"
check "an empty image is refused" 1 "holds no image" sign

echo "$passed passed, $failed failed"
test "$failed" = 0
