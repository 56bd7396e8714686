/* verb.c — runs one verb: parses its options, prints its help, computes its exit status
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/verb.h"

#include <stdio.h>
#include <string.h>

#include "app/cli/model-option.h"

/* Options of every verb: --help, and the remaining arguments; for verbs that
 * read a model, also --describe. */
typedef struct {
  gboolean   wants_help;
  gboolean   wants_description;
  char     **arguments;
} CommonOptions;

static GOptionContext *
describe_verb (const HeedVerb *verb,
               CommonOptions  *common)
{
  const GOptionEntry entries[] = { { "help", 'h', 0, G_OPTION_ARG_NONE, &common->wants_help,
                                     "Show the options", NULL },
                                   { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY,
                                     &common->arguments, NULL, verb->arguments },
                                   G_OPTION_ENTRY_NULL };
  const GOptionEntry describe[] = {
    { "describe", 0, 0, G_OPTION_ARG_NONE, &common->wants_description,
      "Print the description of the model that would be used, and exit", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autofree char *usage = g_strdup_printf ("— %s", verb->summary);
  GOptionContext *context = g_option_context_new (usage);

  /* GOption's own --help would exit the process. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (verb->options != NULL)
    g_option_context_add_main_entries (context, verb->options, NULL);
  if (verb->model != NULL || verb->is_of_model)
    g_option_context_add_main_entries (context, describe, NULL);

  if (verb->dup_notes != NULL)
    {
      g_autofree char *notes = verb->dup_notes ();

      g_option_context_set_description (context, notes);
    }

  return context;
}

/* The option with a value that a word such as "-j", "-j2" or "--jobs" names; else NULL. */
static const GOptionEntry *
find_valued_option (const HeedVerb *verb,
                    const char     *word)
{
  for (const GOptionEntry *entry = verb->options; entry != NULL && entry->long_name != NULL;
       entry++)
    if (entry->arg != G_OPTION_ARG_NONE && !(entry->flags & G_OPTION_FLAG_OPTIONAL_ARG) &&
        ((word[0] == '-' && entry->short_name != 0 && word[1] == entry->short_name) ||
         (g_str_has_prefix (word, "--") && g_str_equal (word + 2, entry->long_name))))
      return entry;

  return NULL;
}

/* Splits "-j2" into "-j" "2", because GOption understands only that. The value of another option is
 * left unchanged, and so is everything after "--". */
static char **
part_glued_values (const HeedVerb  *verb,
                   char           **arguments)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  gboolean is_value = FALSE;

  for (; *arguments != NULL && !g_str_equal (*arguments, "--"); arguments++)
    {
      const char *word = *arguments;
      gboolean names_option = !is_value && find_valued_option (verb, word) != NULL;
      gboolean is_glued = names_option && word[1] != '-' && word[2] != '\0';
      char short_option[] = { '-', word[0] != '\0' ? word[1] : '\0', '\0' };

      if (is_glued)
        g_strv_builder_add (words, short_option);
      g_strv_builder_add (words, is_glued ? word + 2 : word);
      is_value = names_option && !is_glued;
    }
  g_strv_builder_addv (words, (const char **) arguments);

  return g_strv_builder_end (words);
}

static gboolean
parse_options (GOptionContext  *context,
               const HeedVerb  *verb,
               char           **arguments,
               GError         **error)
{
  g_autoptr(GError) problem = NULL;
  g_auto(GStrv) words = part_glued_values (verb, arguments);

  if (g_option_context_parse_strv (context, &words, &problem))
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "%s: expected the options that --help lists, found: %s",
               verb->name, problem->message);
  return FALSE;
}

/* GOption's help contains only the name of the program, so the verb is added temporarily. */
static void
print_help (GOptionContext *context,
            const HeedVerb *verb)
{
  g_autofree char *program = g_strdup (g_get_prgname ());
  g_autofree char *name = g_strdup_printf ("%s %s", program, verb->name);
  g_autofree char *help = NULL;

  g_set_prgname (name);
  help = g_option_context_get_help (context, TRUE, NULL);
  g_set_prgname (program);

  fputs (help, stdout);
}

/* Rephrases GLib's errors about files, since every error of heed-cli has the form
 * "WHAT: expected …, found …". */
static void
phrase_error (GError         *error,
              const HeedVerb *verb)
{
  gboolean is_glibs = error->domain == G_FILE_ERROR || error->domain == G_IO_ERROR;
  char *message;

  if (!is_glibs || strstr (error->message, ": expected ") != NULL)
    return;

  message = g_strdup_printf (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                             ? "%s: expected to finish, found: %s"
                             : "%s: expected a file that can be used, found: %s",
                             verb->name, error->message);
  g_free (error->message);
  error->message = message;
}

static gboolean
run_or_describe (const HeedVerb       *verb,
                 const CommonOptions  *common,
                 char                **arguments,
                 GCancellable         *cancellable,
                 GError              **error)
{
  if (!common->wants_description)
    return verb->run (arguments, cancellable, error);

  return heed_model_option_describe (verb->model != NULL ? *verb->model : arguments[0], cancellable,
                                     error);
}

/**
 * heed_verb_run:
 * @verb: the verb
 * @arguments: the verb's name and everything after it, NULL-terminated
 * @cancellable: cancelled if the user interrupts
 *
 * Errors: %HEED_CLI_ERROR_USE if the options are wrong; those of the verb
 *
 * Returns: whether everything was done
 */
gboolean
heed_verb_run (const HeedVerb  *verb,
               char           **arguments,
               GCancellable    *cancellable,
               GError         **error)
{
  CommonOptions common = { 0 };
  g_autoptr(GOptionContext) context = describe_verb (verb, &common);
  g_auto(GStrv) rest = NULL;
  g_autoptr(GError) problem = NULL;
  char *none[] = { NULL };
  gboolean is_understood = parse_options (context, verb, arguments, error);

  rest = common.arguments;
  if (!is_understood)
    return FALSE;

  if (common.wants_help)
    {
      print_help (context, verb);
      return TRUE;
    }

  if (run_or_describe (verb, &common, rest != NULL ? rest : none, cancellable, &problem))
    return TRUE;

  phrase_error (problem, verb);
  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/**
 * heed_verb_exit_status:
 * @error: (nullable): the error that a verb returned
 *
 * Returns: the corresponding exit status
 */
HeedExit
heed_verb_exit_status (const GError *error)
{
  if (error == NULL)
    return HEED_EXIT_DONE;
  if (g_error_matches (error, HEED_CLI_ERROR, HEED_CLI_ERROR_MISSED))
    return HEED_EXIT_MISSED;
  if (g_error_matches (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE))
    return HEED_EXIT_USE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return HEED_EXIT_INTERRUPTED;

  return HEED_EXIT_DATA;
}
