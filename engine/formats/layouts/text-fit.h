/* text-fit.h — whether the text rules of a layout are consistent with the vocabulary
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/layouts/recognition.h"

G_BEGIN_DECLS

void heed_text_fit_say (HeedRecognition  *recognition,
                        const char       *text_key,
                        GPtrArray        *words);

G_END_DECLS
