export const USAGE_FOLDER_QUEUE = 'usage.folder';
