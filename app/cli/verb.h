/* verb.h — the interface between a verb of heed-cli and the program that runs it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * To add a verb: one file app/cli/<verb>.c that ends with a HeedVerb, one line in the table of
 * main.c, one line in meson.build. The main program parses the options, handles --help and
 * --describe, prints the error of a verb as one line, and converts it into the exit status. A verb
 * never prints an error and never exits.
 */

#pragma once

#include <gio/gio.h>

#include "app/cli/error.h"

G_BEGIN_DECLS

/* run gets the command line without the options, NULL-terminated. It returns FALSE with an error,
 * "WHAT: expected …, found …"; G_IO_ERROR_CANCELLED becomes exit status 4. */
typedef struct {
  const char         *name;
  const char         *arguments;  /* for --help: "[TEXT…|-]", or NULL */
  const char         *summary;    /* for --help: "decodes each sentence" */
  const GOptionEntry *options;    /* ended by G_OPTION_ENTRY_NULL, or NULL */
  char             *(*dup_notes) (void);  /* for --help: text below the options, or NULL */
  char *const        *model;      /* the value of --model; NULL if the verb has no such option */
  gboolean            is_of_model;  /* the first argument is a model */
  gboolean          (*run) (char         **arguments,
                            GCancellable  *cancellable,
                            GError       **error);
} HeedVerb;

/* Parses the verb's options out of arguments and runs it, or prints its help with --help. */
gboolean heed_verb_run         (const HeedVerb  *verb,
                                char           **arguments,
                                GCancellable    *cancellable,
                                GError         **error);
HeedExit heed_verb_exit_status (const GError    *error);

extern const HeedVerb heed_verb_align;
extern const HeedVerb heed_verb_attend;
extern const HeedVerb heed_verb_bench;
extern const HeedVerb heed_verb_convert;
extern const HeedVerb heed_verb_corpus;
extern const HeedVerb heed_verb_evaluate;
extern const HeedVerb heed_verb_info;
extern const HeedVerb heed_verb_models;
extern const HeedVerb heed_verb_render;
extern const HeedVerb heed_verb_score;
extern const HeedVerb heed_verb_sweep;
extern const HeedVerb heed_verb_train;
extern const HeedVerb heed_verb_translate;

G_END_DECLS
