// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A province or city of today (since 1 July 2025), from data/report/provinces.json. */
typedef struct {
  char *code;        /* (owned) such as phu-tho */
  char *name;        /* (owned) */
  char **old_names;  /* (owned) of the provinces that became part of it, its own name left out */
  gboolean verified; /* whether the merger was read in a source */
} AnProvince;

/* One line of the province chooser. */
typedef struct {
  const AnProvince *province; /* (not owned) lives as long as the program */
  char *label;                /* (owned) “Phú Thọ (trước 1/7/2025: Vĩnh Phúc)” */
} AnDirectoryMatch;

void an_directory_match_free (AnDirectoryMatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnDirectoryMatch, an_directory_match_free)

const AnProvince *an_directory_find (const char *code); /* (nullable) */
/* Finds today's and former names, typed with or without marks; every province for an empty text. */
GPtrArray *
an_directory_search (const char *text) G_GNUC_WARN_UNUSED_RESULT; /* of AnDirectoryMatch */

G_END_DECLS
