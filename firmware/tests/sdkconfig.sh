#!/usr/bin/env bash
# sdkconfig.sh FOLDER - the ESP-IDF project says what a board in the field needs: TLS 1.3, roll back, watchdog, slots.
set -u
passed=0
failed=0

# is FILE OPTION VALUE: set exactly once, to this
is() {
  if [ "$(grep -c "^$2=" "$1")" = 1 ] && grep -qxF "$2=$3" "$1"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "  FAILED  $(basename "$1"): $2 is not $3"
  fi
}

while read -r option value; do
  is "$1/sdkconfig.defaults" "$option" "$value"
done <<'OPTIONS'
CONFIG_MBEDTLS_SSL_PROTO_TLS1_3 y
CONFIG_BOOTLOADER_APP_ROLLBACK_ENABLE y
CONFIG_BOOTLOADER_WDT_ENABLE y
CONFIG_ESP_TASK_WDT_EN y
CONFIG_ESP_TASK_WDT_INIT y
CONFIG_ESP_TASK_WDT_TIMEOUT_S 10
CONFIG_ESP_TASK_WDT_PANIC y
CONFIG_ESP_BROWNOUT_DET y
CONFIG_ESPTOOLPY_FLASHSIZE_4MB y
CONFIG_PARTITION_TABLE_CUSTOM y
CONFIG_PARTITION_TABLE_CUSTOM_FILENAME "partitions.csv"
CONFIG_FREERTOS_HZ 1000
CONFIG_ESP_MAIN_TASK_STACK_SIZE 12288
OPTIONS
is "$1/sdkconfig.production" CONFIG_NVS_ENCRYPTION y
is "$1/sdkconfig.production" CONFIG_SECURE_FLASH_ENC_ENABLED y
is "$1/sdkconfig.production" CONFIG_SECURE_FLASH_ENCRYPTION_MODE_RELEASE y

# named PATTERN FILE SENTENCE
named() {
  if grep -qE "$1" "$2"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "  FAILED  $3"
  fi
}

named '^ +version: ">=5\.5\.0,<7\.0\.0"$' "$1/main/idf_component.yml" "the manifest names ESP-IDF 5.5 up to before 7"
named '^project\(' "$1/CMakeLists.txt" "it is a project"
for file in "$1"/main/*.c; do
  named "[ (]$(basename "$file")( |$)" "$1/main/CMakeLists.txt" "$(basename "$file") is built"
done
for component in app_update esp_http_client esp-tls mbedtls nvs_flash; do
  named "[ (]$component( |\\)|$)" "$1/main/CMakeLists.txt" "$component is required"
done
echo "$passed passed, $failed failed"
test "$failed" = 0
