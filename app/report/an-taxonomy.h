// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AnCategory:
 *
 * The seven kinds of online abuse, in the order and with the wording of data/report/taxonomy.json.
 * %AN_CATEGORY_UNSET: not chosen yet, only in drafts; it has no word and indexes nothing.
 */
typedef enum {
  AN_CATEGORY_UNSET = -1,
  AN_CATEGORY_PRIVACY_LEAK,
  AN_CATEGORY_HARMFUL_CONTENT,
  AN_CATEGORY_BULLYING,
  AN_CATEGORY_GROOMING_FRAUD,
  AN_CATEGORY_SEXUAL_ABUSE,
  AN_CATEGORY_CSAM,
  AN_CATEGORY_OTHER,
} AnCategory;
#define AN_N_CATEGORIES 7

typedef enum {
  AN_URGENCY_IMMEDIATE,
  AN_URGENCY_HIGH,
  AN_URGENCY_NORMAL,
} AnUrgency;
#define AN_N_URGENCIES 3

typedef enum {
  AN_ROLE_UNSET = -1, /* not chosen yet, only in drafts */
  AN_ROLE_CHILD,
  AN_ROLE_PARENT,
  AN_ROLE_CARER,
  AN_ROLE_TEACHER,
  AN_ROLE_WITNESS,
} AnRole;
#define AN_N_ROLES 5

/* The words of the wire, NULL-terminated, indexed by the enums. */
extern const char *const an_category_ids[];
extern const char *const an_urgency_ids[];
extern const char *const an_role_ids[];

const char *an_category_get_name (AnCategory category);    /* a short title for a card */
const char *an_category_get_example (AnCategory category); /* one sentence */
const char *
an_category_get_legal_name (AnCategory category); /* the authority's wording, vi always */
const char *an_category_get_advice (AnCategory category, AnRole role); /* before evidence */
const char *an_urgency_get_name (AnUrgency urgency);
const char *an_role_get_name (AnRole role);
AnUrgency an_category_default_urgency (AnCategory category);
/* sexual-abuse and csam: the fingerprint of a file is taken, never the file. */
gboolean an_category_is_fingerprint_only (AnCategory category);

G_END_DECLS
