/* options.h — option entries and checks shared by several verbs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Options that take text are G_OPTION_ARG_FILENAME: GOption would convert a
 * STRING from the locale, and text is UTF-8 in every locale.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Option entry for verbs that take --model. */
#define HEED_OPTION_MODEL(variable) \
  { "model", 'm', 0, G_OPTION_ARG_FILENAME, (variable), \
    "A model file, or the name of a shipped model", "MODEL" }

/* Option entry for verbs that read sentences; the default is HEED_MAX_SOURCE_LENGTH. */
#define HEED_OPTION_MAX_SOURCE_LENGTH(variable) \
  { "max-source-length", 0, 0, G_OPTION_ARG_INT, (variable), \
    "Refuse lines with more than N source tokens (default 1024)", "N" }

gboolean heed_options_check_range        (const char          *option,
                                          gint64               value,
                                          gint64               least,
                                          gint64               most,
                                          GError             **error);
gboolean heed_options_check_text         (const char          *option,
                                          const char          *text,
                                          GError             **error);
gboolean heed_options_check_given        (const char          *option,
                                          const char          *value,
                                          GError             **error);

/* Fails if two options that exclude each other are given. both: whether both were given. */
gboolean heed_options_refuse_together   (gboolean             both,
                                         const char          *option,
                                         const char          *other,
                                         GError             **error);

/* Checks for a threshold given by the user: the work was done, but the result may miss it. */
gboolean heed_options_check_most         (const char          *what,
                                          double               value,
                                          double               most,
                                          GError             **error);
gboolean heed_options_check_least        (const char          *what,
                                          double               value,
                                          double               least,
                                          GError             **error);
gboolean heed_options_check_no_arguments (char               **arguments,
                                          GError             **error);
gboolean heed_options_parse_unsigned     (const char          *option,
                                          const char          *text,
                                          guint64              most,
                                          guint64             *number,
                                          GError             **error);
gboolean heed_options_parse_choice       (const char          *option,
                                          const char          *text,
                                          const char *const   *choices,
                                          guint               *choice,
                                          GError             **error);

G_END_DECLS
