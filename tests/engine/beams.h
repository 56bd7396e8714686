/* beams.h — runs beam searches to their end and lists their results
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

HeedBeam  *beams_run          (HeedSession           *session,
                               const HeedBeamOptions *options);
void       beams_advance      (HeedBeam              *beam);
guint      beams_get_depth    (const HeedBeamNode    *node);

/* Adds the nodes of one fate whose depth is at least least_depth. */
void       beams_add_nodes    (const HeedBeamTree    *tree,
                               HeedBeamFate           fate,
                               guint                  least_depth,
                               GPtrArray             *nodes);

/* Returns the finished hypotheses, best first; if there are fewer than width, those
 * that were still alive at the end of the search as well. */
GPtrArray *beams_list_results (const HeedBeamTree    *tree,
                               guint                  width);

G_END_DECLS
