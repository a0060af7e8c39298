#!/usr/bin/env bash
# partitions.sh TABLE - an ESP32's partition table: in order, without overlaps, slots on 64 kB, ends exactly at 4 MB.
set -u
passed=0
failed=0
end=$((0x9000))

check() {
  if (($2)); then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "  FAILED  $1"
  fi
}

while IFS=', ' read -r name type subtype offset size; do
  check "$name begins at or after the end of the one before it" "$((offset)) >= end"
  check "$name lies on whole sectors" "($((offset)) | $((size))) % 4096 == 0"
  [ "$type" != app ] || check "$name lies on 64 kB" "($((offset)) | $((size))) % 65536 == 0"
  [ "$name" != spool ] || check "the spool is 320 kB, subtype $subtype" "$((size)) == 320 * 1024 && $((subtype)) == 0x40"
  end=$((offset + size))
done < <(grep -v '^#' "$1")
check "the flash is used to its end" "end == 4 * 1024 * 1024"
echo "$passed passed, $failed failed"
test "$failed" = 0
