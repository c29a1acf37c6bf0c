namespace ReleaseKit.Rehearsal.Storage;

/// <summary>One upload as the registry saw it; what the upload did not get far enough to tell is null.</summary>
/// <param name="Ecosystem">As in package ids: <c>npm</c>, <c>python</c>, <c>nuget</c>.</param>
/// <param name="Name">The package's name in the registry's normal form.</param>
/// <param name="Version">The version in the registry's normal form.</param>
/// <param name="File">The file's name as stored.</param>
/// <param name="Sha256">Lower-case hexadecimal digest of the file received.</param>
/// <param name="Size">Bytes of the file received.</param>
/// <param name="Status">The status that was answered; 0 when the connection was cut instead.</param>
/// <param name="Stored">Whether this very upload put something into the registry, whatever was answered.</param>
/// <param name="Warnings">What a real registry would not object to and a rehearsal should.</param>
internal sealed record UploadLogEntry(
    string Ecosystem,
    string? Name,
    string? Version,
    string? File,
    string? Sha256,
    long Size,
    int Status,
    bool Stored,
    IReadOnlyList<string> Warnings)
{
    /// <summary>When it was answered.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Milliseconds since the start of the registry that answered.</summary>
    public long OffsetMs { get; init; }
}
