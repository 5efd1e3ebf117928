// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <stddef.h>
#include <stdint.h>

/* One entry a parser, with libFuzzer's name and meaning: it must neither crash, leak, hang nor
 * warn, whatever the bytes. Build with `clang -fsanitize=fuzzer` instead of fuzz-main.c to search;
 * here the corpus is replayed and bent. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
