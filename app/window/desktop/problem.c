/* problem.c — error messages for the user
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The engine's errors say what it expected and what it found, in technical terms such as
 * names of tensors and numbers of bytes. This file adds a title and advice by the kind of
 * error, translated, and translates the fixed words of the message.
 */

#include "app/window/desktop/problem.h"

#include <glib/gi18n.h>
#include <string.h>

#include "engine/heed.h"

#define EXPECTED ": expected "
#define FOUND    ", found "

/* Returns a message like "W_k: expected 64 rows, found 32" with its fixed words translated. */
static char *
translate_message (const char *message)
{
  const char *expected = strstr (message, EXPECTED);
  const char *found = expected != NULL ? g_strrstr (expected, FOUND) : NULL;
  g_autofree char *place = NULL, *wanted = NULL;

  if (found == NULL)
    return g_strdup (message);

  place = g_strndup (message, (gsize) (expected - message));
  expected += strlen (EXPECTED);
  wanted = g_strndup (expected, (gsize) (found - expected));

  /* Translators: a file and what of it; what should be there, and what is, as in "model.npz:
   * W_k: expected 64 rows, found 32" */
  return g_strdup_printf (_("%s: expected %s, found %s"), place, wanted, found + strlen (FOUND));
}

/* Returns a sentence that says what the user can do about the error; NULL if there is none. */
static const char *
get_advice (const GError *error)
{
  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_DAMAGED))
    return _("A download that broke off looks like this: get the file again.");

  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED))
    return _("The manual lists the families, scores and file formats that can be run.");

  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_TOO_LARGE))
    return _("Close other programs, or take a smaller model.");

  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_SHAPE) ||
      g_error_matches (error, HEED_ERROR, HEED_ERROR_VOCABULARY))
    return _("Files of two models may lie in one folder.");

  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_NOT_FINITE))
    return _("Its training may have diverged; an earlier checkpoint may be intact.");

  return NULL;
}

static char *
new_detail (const GError *error)
{
  const char *advice = get_advice (error);
  g_autofree char *message = translate_message (error->message);

  return advice != NULL ? g_strconcat (advice, "\n", message, NULL) : g_steal_pointer (&message);
}

static const char *
get_open_format (const GError *error)
{
  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_DAMAGED))
    return _("“%s” is damaged, or not a model.");

  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED))
    return _("“%s” is not a model that Heed can run.");

  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_AMBIGUOUS))
    return _("“%s” may be one of several models.");

  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_TOO_LARGE))
    return _("“%s” needs more memory than there is.");

  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_SHAPE) ||
      g_error_matches (error, HEED_ERROR, HEED_ERROR_VOCABULARY))
    return _("The parts of “%s” do not fit together.");

  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_NOT_FINITE))
    return _("“%s” contains values that are not numbers.");

  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return _("There is no “%s”.");

  return _("“%s” could not be read.");
}

/**
 * heed_problem_describe_open:
 * @problem: (out caller-allocates): cleared with heed_problem_clear()
 * @path: of the model that could not be opened
 * @error: the reason
 */
void
heed_problem_describe_open (HeedProblem  *problem,
                            const char   *path,
                            const GError *error)
{
  g_autofree char *name = g_filename_display_basename (path);

  problem->title = g_strdup_printf (get_open_format (error), name);
  problem->detail = new_detail (error);
}

/**
 * heed_problem_describe_decode:
 * @problem: (out caller-allocates): cleared with heed_problem_clear()
 * @error: the reason why decoding failed
 */
void
heed_problem_describe_decode (HeedProblem  *problem,
                              const GError *error)
{
  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_VOCABULARY))
    problem->title = g_strdup (_("This model cannot read the sentence."));
  else if (g_error_matches (error, HEED_ERROR, HEED_ERROR_TOO_LARGE))
    problem->title = g_strdup (_("The sentence is too long for this model."));
  else
    problem->title = g_strdup (_("The translation could not be finished."));

  problem->detail = translate_message (error->message);
}

void
heed_problem_clear (HeedProblem *problem)
{
  g_clear_pointer (&problem->title, g_free);
  g_clear_pointer (&problem->detail, g_free);
}
