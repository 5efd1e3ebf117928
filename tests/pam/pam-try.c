// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* pam-try CONFDIR SERVICE USER auth|account [silent]: runs one phase of a PAM stack of its own and
 * prints the result and the texts its modules said. */

#include <security/pam_appl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
converse (int n, const struct pam_message **messages, struct pam_response **responses, void *data)
{
  *responses = calloc ((size_t) n, sizeof **responses);
  for (int i = 0; i < n; i++)
    printf ("said %s\n", messages[i]->msg);
  return PAM_SUCCESS;
}

int
main (int argc, char **argv)
{
  struct pam_conv conversation = { converse, NULL };
  pam_handle_t *pamh = NULL;
  int flags = argc > 5 ? PAM_SILENT : 0;
  int result;

  if (argc < 5)
    return 2;
  result = pam_start_confdir (argv[2], argv[3], &conversation, argv[1], &pamh);
  if (result != PAM_SUCCESS) {
    printf ("start %s\n", pam_strerror (NULL, result));
    return 1;
  }
  result =
      strcmp (argv[4], "auth") == 0 ? pam_authenticate (pamh, flags) : pam_acct_mgmt (pamh, flags);
  printf ("result %d %s\n", result, pam_strerror (pamh, result));
  pam_end (pamh, result);
  return 0;
}
