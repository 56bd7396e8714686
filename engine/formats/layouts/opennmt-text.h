/* opennmt-text.h — the text preprocessing in the options of an OpenNMT-py checkpoint
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/layouts/recognition.h"

G_BEGIN_DECLS

/* Sets source_text and target_text. */
void heed_opennmt_say_text (HeedRecognition *recognition);

G_END_DECLS
