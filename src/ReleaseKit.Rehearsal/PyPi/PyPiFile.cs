namespace ReleaseKit.Rehearsal.PyPi;

/// <summary>One distribution file.</summary>
/// <param name="FileName">As uploaded.</param>
/// <param name="Version">In PEP 440's normal form.</param>
/// <param name="Kind"><c>bdist_wheel</c> or <c>sdist</c>.</param>
/// <param name="Sha256">Lower-case hexadecimal digest.</param>
/// <param name="Md5">Lower-case hexadecimal digest.</param>
/// <param name="Size">Bytes.</param>
/// <param name="RequiresPython">The specifier, or null.</param>
/// <param name="Summary">One line, or null.</param>
/// <param name="MetadataSha256">The digest of the metadata served beside it; null for source distributions.</param>
/// <param name="Uploaded">When it was accepted.</param>
/// <param name="VisibleFrom">When the index shows it.</param>
internal sealed record PyPiFile(
    string FileName,
    string Version,
    string Kind,
    string Sha256,
    string Md5,
    long Size,
    string? RequiresPython,
    string? Summary,
    string? MetadataSha256,
    DateTimeOffset Uploaded,
    DateTimeOffset VisibleFrom)
{
    public string MetadataFileName => FileName + ".metadata";
}
