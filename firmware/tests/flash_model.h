/* flash_model.h - flash as a chip has it: erasing makes ones, writing clears bits, and the power may go at any byte. */
#pragma once
#include "tk/spool.h"

typedef struct {
    uint8_t byte[TK_SPOOL_SIZE];
    uint32_t size;
    long cut_after; /* so many bytes more are written or erased, then nothing; negative: no cut */
    bool off;       /* the power is gone */
    long bytes;     /* written or erased since the start */
    uint32_t erases;
} flash_model_t;

void flash_new(flash_model_t *f, uint32_t size); /* as it leaves the factory */
int flash_read(flash_model_t *f, uint32_t at, uint8_t *data, size_t len);
int flash_write(flash_model_t *f, uint32_t at, const uint8_t *data, size_t len);
int flash_erase(flash_model_t *f, uint32_t at);
