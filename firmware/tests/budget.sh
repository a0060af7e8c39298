#!/usr/bin/env bash
# budget.sh CORE_LIBRARY - what the core promises the chip: no writable globals, no libc, at most 64 kB of code.
set -u
library=$1
passed=0
failed=0

check() {
  if [ "$2" = yes ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "  FAILED  $1"
  fi
}

objects=$(size "$library" | awk 'NR > 1' | wc -l)
check "the library holds objects ($objects)" "$([ "$objects" -gt 5 ] && echo yes)"

# Constant tables of pointers are .data.rel.ro on a host that relocates; everything else that can be written counts.
while read -r name writable; do
  check "$name has no writable globals ($writable bytes)" "$([ "$writable" = 0 ] && echo yes)"
done < <(size -A "$library" | awk '
  / *\(ex / { name = $1; sum = 0 }
  /^\.t?(data|bss)/ && !/^\.data\.rel\.ro/ { sum += $2 }
  /^Total/ { print name, sum }')

code=$(size "$library" | awk 'NR > 1 { sum += $1 } END { print sum }')
check "code is $code bytes, at most 65536" "$([ "$code" -le 65536 ] && echo yes)"

# The compiler itself may ask for these four; a chip's toolchain brings them.
foreign=$(nm "$library" | awk '$1 == "U" && $2 !~ /^(tk_|mem(cpy|set|move|cmp)$|__stack_chk_fail$|_GLOBAL_OFFSET_TABLE_$)/ { print $2 }' | sort -u)
check "no libc is called (${foreign:-none})" "$([ -z "$foreign" ] && echo yes)"

echo "core: $objects objects, $code bytes"
echo "$passed passed, $failed failed"
test "$failed" = 0
