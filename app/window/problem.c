/* problem.c — what went wrong, in words for the person at the window
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The engine says what it expected and what it found; that stays as it is. What
 * it means for the person is said here, by the kind of error and in their
 * language.
 */

#include "app/window/problem.h"

#include <glib/gi18n.h>

#include "engine/heed.h"

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
    return _("“%s” contains numbers that are no numbers.");

  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return _("There is no “%s”.");

  return _("“%s” could not be read.");
}

/**
 * heed_problem_describe_open:
 * @problem: (out caller-allocates): cleared with heed_problem_clear()
 * @path: the model that was to be opened
 * @error: why it was not
 */
void
heed_problem_describe_open (HeedProblem  *problem,
                            const char   *path,
                            const GError *error)
{
  g_autofree char *name = g_filename_display_basename (path);

  problem->title = g_strdup_printf (get_open_format (error), name);
  problem->detail = g_strdup (error->message);
}

/**
 * heed_problem_describe_decode:
 * @problem: (out caller-allocates): cleared with heed_problem_clear()
 * @error: why the translation ended
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

  problem->detail = g_strdup (error->message);
}

void
heed_problem_clear (HeedProblem *problem)
{
  g_clear_pointer (&problem->title, g_free);
  g_clear_pointer (&problem->detail, g_free);
}
