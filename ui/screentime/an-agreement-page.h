// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "screentime/an-agreement.h"

G_BEGIN_DECLS

/**
 * AnAgreementPage:
 *
 * The family's agreement to read together, to print, or to save.
 */
#define AN_TYPE_AGREEMENT_PAGE (an_agreement_page_get_type ())
G_DECLARE_FINAL_TYPE (AnAgreementPage, an_agreement_page, AN, AGREEMENT_PAGE, AdwBin)

GtkWidget *an_agreement_page_new (const AnPolicy *policy, const char *name, GDateTime *today);

G_END_DECLS
