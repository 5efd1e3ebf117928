// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The help pages, for annhi-page. */

#include "ui/an-room.h"
#include "ui/help/an-emergency-page.h"
#include "ui/help/an-guide-page.h"
#include "ui/help/an-neutral-page.h"

const AnPageEntry an_help_pages[] = {
  { "help-emergency", an_emergency_page_new },
  { "help-guide", an_guide_page_new },
  { "help-neutral", an_neutral_page_new },
  { NULL },
};
