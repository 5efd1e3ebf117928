// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screentime/an-policy.h"

G_BEGIN_DECLS

typedef enum {
  AN_AGREEMENT_TITLE,
  AN_AGREEMENT_HEADING,
  AN_AGREEMENT_TEXT,
  AN_AGREEMENT_ITEM, /* one of a list */
  AN_AGREEMENT_PAGE_BREAK,
  AN_AGREEMENT_SIGNERS, /* who signs: as many texts in a row as there are people */
} AnAgreementKind;

/* One piece, from top to bottom. */
typedef struct {
  AnAgreementKind kind;
  char *text; /* (owned) */
} AnAgreementBlock;

/**
 * AnAgreement:
 *
 * The family's agreement on using the PC, in words of the interface's language: the rules, what
 * the child promises, what the parents promise, and places to sign. Nothing in it is law, and
 * neither side promises more than the other may ask for.
 */
typedef struct {
  GPtrArray *blocks; /* (owned) of AnAgreementBlock */
} AnAgreement;

AnAgreement *an_agreement_new (const AnPolicy *policy,
                               const char *name,
                               GDateTime *today) G_GNUC_WARN_UNUSED_RESULT;
void an_agreement_free (AnAgreement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnAgreement, an_agreement_free)
gboolean an_agreement_write_pdf (const AnAgreement *self, const char *path, GError **error);

G_END_DECLS
