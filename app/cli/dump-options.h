/* dump-options.h — attention from a file in the place of a model's
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/link-options.h"
#include "app/cli/pair-blocks.h"
#include "app/core/dumped.h"

G_BEGIN_DECLS

/* As given on the command line. */
typedef struct {
  char *path;
  char *format;
} HeedGivenDump;

/* For the table of a verb that needs no model for what it does. */
#define HEED_OPTIONS_DUMP(given) \
  { "attention", 0, 0, G_OPTION_ARG_FILENAME, &(given)->path, \
    "What another program looked at, in the place of a model; --source and --target are its " \
    "tokens then, where the file has none", "FILE" }, \
  { "attention-format", 0, 0, G_OPTION_ARG_FILENAME, &(given)->format, \
    "auto (default), nematus (Sockeye and OpenNMT-lua too), marian, opennmt, numpy (Neural " \
    "Monkey) or json", "NAME" }

/* A dump, and which of its attentions. */
typedef struct {
  HeedAttentionDump *dump;
  HeedAttentionSite  site;
  gboolean           by_piece;
} HeedDumpView;

/* Opens it, and says to paths how many pairs there are. */
gboolean heed_dump_options_open (const HeedGivenDump   *given,
                                 const HeedGivenLinks  *links,
                                 HeedDumpView          *view,
                                 HeedPairPaths         *paths,
                                 GCancellable          *cancellable,
                                 GError               **error);

/* Of a pair of a block; its source and target become the words that were read. */
void     heed_dump_view_read    (const HeedDumpView    *view,
                                 HeedPairLine          *pair,
                                 const HeedForcedView  *forced_view,
                                 HeedForced            *forced);

G_END_DECLS
