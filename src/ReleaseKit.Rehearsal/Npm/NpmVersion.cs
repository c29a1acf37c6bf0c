using System.Collections.Immutable;
using System.Text.Json;

namespace ReleaseKit.Rehearsal.Npm;

/// <summary>One published version.</summary>
/// <param name="Version">By SemVer 2.0.0.</param>
/// <param name="File">The name of its tarball.</param>
/// <param name="Published">When it was accepted.</param>
/// <param name="VisibleFrom">When the index shows it.</param>
/// <param name="Displaced">For each tag it took at publication, the version that had it before.</param>
/// <param name="Manifest">What the client published under <c>versions</c>, with our <c>dist</c> but without a tarball URL.</param>
/// <param name="Deprecated">The deprecation message, or null.</param>
internal sealed record NpmVersion(
    string Version,
    string File,
    DateTimeOffset Published,
    DateTimeOffset VisibleFrom,
    ImmutableSortedDictionary<string, string> Displaced,
    JsonElement Manifest,
    string? Deprecated);
