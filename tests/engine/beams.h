/* beams.h — beams that are run to their end, and what came out of them
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

/* Those of one fate, from least_depth on. */
void       beams_add_nodes    (const HeedBeamTree    *tree,
                               HeedBeamFate           fate,
                               guint                  least_depth,
                               GPtrArray             *nodes);

/* What was finished, and if that is less than the width what lived when the
 * search was over; best first. */
GPtrArray *beams_list_results (const HeedBeamTree    *tree,
                               guint                  width);

G_END_DECLS
