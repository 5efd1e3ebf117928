// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The countdown with each of the two ends, for annhi-page. */

#include <string.h>

#include "ui/an-room.h"
#include "ui/countdown/an-countdown-page.h"

static GtkWidget *
create (const char *policy_text, gint64 seconds)
{
  GtkWidget *page = an_countdown_page_new ();
  g_autoptr (AnPolicy) policy = an_policy_parse (policy_text, strlen (policy_text), NULL);

  an_countdown_page_set_policy (AN_COUNTDOWN_PAGE (page), policy);
  an_countdown_page_set_left (AN_COUNTDOWN_PAGE (page), seconds);
  return page;
}

static GtkWidget *
create_lock (void)
{
  return create ("{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true}", 57);
}

static GtkWidget *
create_logout (void)
{
  return create ("{\"schema\":\"vn.annhi.policy/1\",\"enabled\":true,"
                 "\"at_end\":{\"action\":\"logout\",\"grace_seconds\":300}}",
                 272);
}

const AnPageEntry an_countdown_pages[] = {
  { "countdown-lock", create_lock },
  { "countdown-logout", create_logout },
  { NULL },
};
