#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int BaseType_t;
typedef unsigned UBaseType_t;
typedef uint32_t TickType_t;

#define pdFALSE 0
#define pdTRUE  1
#define pdPASS  1

#define pdMS_TO_TICKS(ms) ((TickType_t)(ms)) /* CONFIG_FREERTOS_HZ is 1000 */
#define portMAX_DELAY     UINT32_MAX

typedef struct {
    uint32_t owner;
} portMUX_TYPE;
#define portMUX_INITIALIZER_UNLOCKED {.owner = 0}
void taskENTER_CRITICAL(portMUX_TYPE *mux);
void taskEXIT_CRITICAL(portMUX_TYPE *mux);
