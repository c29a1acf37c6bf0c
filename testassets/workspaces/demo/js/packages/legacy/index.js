exports.legacy = true;
