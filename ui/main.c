// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhi: the window. */

#include <unistd.h>

#include "ui/an-application.h"
#include "ui/an-settings.h"
#include "ui/an-ui.h"
#include "ui/countdown/an-countdown.h"

/* The same program in another language. Nothing is left open: files are closed on exec. */
static int
restart (void)
{
  char *const words[] = { (char *) "annhi", (char *) "--page", (char *) "screentime", NULL };

  execv ("/proc/self/exe", words);
  return 1;
}

int
main (int argc, char **argv)
{
  g_autoptr (AnApplication) application = NULL;
  gboolean wants_restart;
  int code;

  an_settings_apply_language ();
  an_ui_init ("annhi");
  if (an_countdown_is_wanted (argc, argv))
    return an_countdown_run ();
  application = an_application_new ();
  code = g_application_run (G_APPLICATION (application), argc, argv);
  wants_restart = an_application_wants_restart (application);
  g_clear_object (&application);
  return wants_restart ? restart () : code;
}
