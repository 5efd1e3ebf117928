// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

/* Examples of tests/data/….json, which the JSON Schema is tested with too: good documents, and
 * changes to them that make them bad at one place. */
typedef struct {
  char *label;
  JsonNode *document;
  char *pointer;  /* NULL: a good one */
  gboolean draft; /* good as a draft */
} ExampleCase;

GPtrArray *load_cases (const char *name);
void assert_refused_at (const GError *error, const char *pointer);
