/* main.c — heed-cli: the engine as a command line program
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results go to standard output, everything else to standard error. Numbers are read and written in
 * the C locale, whatever the user's locale, because scripts on other machines read them.
 */

#include "config.h"

#include <locale.h>
#include <stdio.h>

#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "app/cli/verb.h"
#include "app/core/files/standard-files.h"

static const HeedVerb *const verbs[] = {
  &heed_verb_align,
  &heed_verb_attend,
  &heed_verb_bench,
  &heed_verb_convert,
  &heed_verb_corpus,
  &heed_verb_evaluate,
  &heed_verb_info,
  &heed_verb_models,
  &heed_verb_render,
  &heed_verb_score,
  &heed_verb_sweep,
  &heed_verb_train,
  &heed_verb_translate,
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
  printf ("Usage: %s VERB [OPTION…] …\n\n", HEED_CLI_NAME);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    printf ("  %-10s  %s\n", verbs[i]->name, verbs[i]->summary);

  printf ("\nRun %s VERB --help for the options of a verb.\n", HEED_CLI_NAME);
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
      printf ("%s %s\n", HEED_CLI_NAME, PACKAGE_VERSION);
      return TRUE;
    }

  verb = name != NULL ? find_verb (name) : NULL;
  if (verb == NULL)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "verb: expected one of those listed by %s --help, found %s",
                   HEED_CLI_NAME, name != NULL ? name : "none");
      return FALSE;
    }

  return heed_verb_run (verb, arguments, heed_interrupt_watch (), error);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;

  heed_standard_files_open ();
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  g_set_prgname (HEED_CLI_NAME);

  if (!run (argv + MIN (argc, 1), &error) || !heed_output_write ("", 0, &error))
    heed_output_warn (error->message);

  return heed_verb_exit_status (error);
}
