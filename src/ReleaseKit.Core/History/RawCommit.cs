namespace ReleaseKit.Core.History;

/// <summary>A commit as it was read, before its message is parsed.</summary>
/// <param name="Id">Full object name.</param>
/// <param name="AuthorName">As written.</param>
/// <param name="AuthorEmail">As written.</param>
/// <param name="AuthorSeconds">Author date in seconds since 1970.</param>
/// <param name="Message">The whole message.</param>
public sealed record RawCommit(string Id, string AuthorName, string AuthorEmail, long AuthorSeconds, string Message);
