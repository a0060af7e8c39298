#pragma once
#include <stddef.h>

typedef struct {
    int tag;
    size_t len;
    unsigned char *p;
} mbedtls_x509_buf;

typedef struct mbedtls_x509_name {
    mbedtls_x509_buf oid;
    mbedtls_x509_buf val;
    struct mbedtls_x509_name *next;
} mbedtls_x509_name;

typedef struct {
    mbedtls_x509_name subject;
    mbedtls_x509_buf pk_raw; /* SubjectPublicKeyInfo, DER */
    mbedtls_x509_buf raw;
} mbedtls_x509_crt;

void mbedtls_x509_crt_init(mbedtls_x509_crt *crt);
int mbedtls_x509_crt_parse_der(mbedtls_x509_crt *crt, const unsigned char *der, size_t length);
void mbedtls_x509_crt_free(mbedtls_x509_crt *crt);
