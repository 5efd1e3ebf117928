// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `case list` and `case show`. */

#include "base/an-i18n.h"
#include "intake/an-command.h"

const AnIntakeCommand an_intake_case_commands[] = {
  { NULL },
};
