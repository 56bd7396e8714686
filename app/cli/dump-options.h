/* dump-options.h — attention from a file instead of a model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/link-options.h"
#include "app/cli/pair-blocks.h"
#include "app/core/corpus/dumped.h"

G_BEGIN_DECLS

/* As given on the command line. */
typedef struct {
  char *path;
  char *format;
} HeedGivenDump;

/* Option entries for verbs that can do their work without a model. */
#define HEED_OPTIONS_DUMP(given) \
  { "attention", 0, 0, G_OPTION_ARG_FILENAME, &(given)->path, \
    "Read attention written by another program; --source and --target give its tokens if the " \
    "file has none", "FILE" }, \
  { "attention-format", 0, 0, G_OPTION_ARG_FILENAME, &(given)->format, \
    "auto (default), nematus (Sockeye and OpenNMT-lua too), marian, opennmt, numpy (Neural " \
    "Monkey) or json", "NAME" }

/* A dump, and the site of it that is used, or several whose mean is. */
typedef struct {
  HeedAttentionDump *dump;
  HeedAttentionSite  site;
  GArray            *sites;     /* of HeedAttentionSite; NULL for the one */
  gboolean           by_piece;
} HeedDumpView;

void     heed_dump_view_clear   (HeedDumpView          *view);

/* Opens the dump, and sets the number of pairs in paths. */
gboolean heed_dump_options_open (const HeedGivenDump   *given,
                                 const HeedGivenLinks  *links,
                                 HeedDumpView          *view,
                                 HeedPairPaths         *paths,
                                 GCancellable          *cancellable,
                                 GError               **error);

/* Reads one pair of a block; its source and target are replaced by the words in the dump. */
void     heed_dump_view_read    (const HeedDumpView    *view,
                                 HeedPairLine          *pair,
                                 const HeedForcedView  *forced_view,
                                 HeedForced            *forced);

G_END_DECLS
