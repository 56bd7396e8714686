/* main.c — heed-cli: the engine without a display
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results go to standard output, everything else to standard error. Numbers
 * are read and written as the C locale does whatever the person's locale is,
 * because scripts on other machines read them.
 */

#include "config.h"

#include <locale.h>
#include <stdio.h>

#include "app/cli/interrupt.h"
#include "app/cli/verb.h"

#define PROGRAM "heed-cli"

static const HeedVerb *const verbs[] = {
  &heed_verb_models,
};

static const HeedVerb *
find_verb (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i]->name, name))
      return verbs[i];

  return NULL;
}

static void
print_help (void)
{
  printf ("Usage: %s VERB [OPTION…] …\n\n", PROGRAM);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    printf ("  %-10s  %s\n", verbs[i]->name, verbs[i]->summary);

  printf ("\n%s VERB --help says what the options of a verb are.\n", PROGRAM);
}

/* One line, whatever a file name or a line of text brought into it. */
static void
print_error (const GError *error)
{
  g_autofree char *line = g_utf8_make_valid (error->message, -1);

  for (char *byte = line; *byte != '\0'; byte++)
    if (g_ascii_iscntrl (*byte))
      *byte = ' ';

  fprintf (stderr, "%s: %s\n", PROGRAM, line);
}

static gboolean
run (char   **arguments,
     GError **error)
{
  const char *name = arguments[0];
  const HeedVerb *verb;

  if (g_strcmp0 (name, "--help") == 0 || g_strcmp0 (name, "-h") == 0)
    {
      print_help ();
      return TRUE;
    }

  if (g_strcmp0 (name, "--version") == 0)
    {
      printf ("%s %s\n", PROGRAM, PACKAGE_VERSION);
      return TRUE;
    }

  verb = name != NULL ? find_verb (name) : NULL;
  if (verb == NULL)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "verb: expected one that %s --help lists, found %s",
                   PROGRAM, name != NULL ? name : "none");
      return FALSE;
    }

  return heed_verb_run (verb, arguments, heed_interrupt_watch (), error);
}

/* A full disk or a closed pipe shows up here at the latest. */
static gboolean
close_output (GError **error)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
               "standard output: expected to be written, found it cannot be");
  return FALSE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;

  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  g_set_prgname (PROGRAM);

  if (!run (argv + MIN (argc, 1), &error) || !close_output (&error))
    print_error (error);

  return heed_verb_exit_status (error);
}
