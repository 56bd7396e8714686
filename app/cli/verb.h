/* verb.h — what every verb of heed-cli is to the frame that runs it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * To add a verb: one file app/cli/<verb>.c that ends in a HeedVerb, one line in
 * the table of main.c, one line in meson.build. The frame parses the options,
 * answers --help and --describe, prints the error a verb returns as one line, and turns it
 * into the exit status. A verb never prints an error and never exits.
 */

#pragma once

#include <gio/gio.h>

#include "app/cli/error.h"

G_BEGIN_DECLS

/* run gets what is left of the command line once the options are taken out,
 * ended by NULL. It returns FALSE with an error, "WHAT: expected …, found …";
 * G_IO_ERROR_CANCELLED is exit status 4. */
typedef struct {
  const char         *name;
  const char         *arguments;  /* for --help: "[TEXT…|-]", or NULL */
  const char         *summary;    /* for --help: "decodes each sentence" */
  const GOptionEntry *options;    /* ended by G_OPTION_ENTRY_NULL, or NULL */
  char             *(*dup_notes) (void);  /* for --help: what stands below the options, or NULL */
  char *const        *model;      /* what --model was given; NULL: the verb has no such option */
  gboolean            is_of_model;  /* its first argument is a model */
  gboolean          (*run) (char         **arguments,
                            GCancellable  *cancellable,
                            GError       **error);
} HeedVerb;

/* Takes the verb's options out of arguments and runs it; with --help prints
 * that instead. */
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
