// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhi: the window. */

#include "ui/an-application.h"
#include "ui/an-ui.h"

int
main (int argc, char **argv)
{
  g_autoptr (AnApplication) application = NULL;

  an_ui_init ("annhi");
  application = an_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
