using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Upstream;

/// <summary>Reads what is announced about other repositories, and trusts none of it: ids, names and versions go through their ecosystem's own rules.</summary>
public sealed class UpstreamReader
{
    private const int LongestVersion = 128;
    private readonly EcosystemCatalog _ecosystems;

    /// <summary>A reader that knows the given ecosystems.</summary>
    public UpstreamReader(EcosystemCatalog ecosystems) => _ecosystems = ecosystems;

    /// <summary>Reads both properties.</summary>
    /// <param name="list">Property <c>ReleaseUpstream</c>; empty for none.</param>
    /// <param name="payload">Property <c>ReleaseDispatchPayload</c>, JSON or the path of a file with it; empty for none.</param>
    /// <param name="root">Absolute path of the workspace root, which paths are relative to.</param>
    /// <param name="environment">Where the event of a CI service is looked for when both are empty; null for nowhere.</param>
    /// <exception cref="ReleaseException"><c>RK-UPSTREAM-INVALID</c>, <c>RK-UPSTREAM-PAYLOAD</c>.</exception>
    public AnnouncedReleases Read(string list, string payload, string root, IEnvironment? environment)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(payload);
        var said = UpstreamText.List(list);
        if (payload.Trim() is { Length: > 0 } given)
        {
            said = said.AddRange(given[0] is '{' or '[' ? UpstreamText.Payload(given, "ReleaseDispatchPayload") : FromFile(Path.Combine(root, given)));
        }
        else if (list.Length == 0 && environment is not null && DispatchEvent.Find(environment) is var (json, source))
        {
            said = UpstreamText.Payload(json, source);
        }

        var releases = new List<UpstreamRelease>();
        var notes = new List<Diagnostic>();
        var problems = new List<Diagnostic>();
        foreach (var (id, version) in said)
        {
            Add(id, version, releases, notes, problems);
        }

        return problems.Count > 0 ? throw new ReleaseException(problems) : new AnnouncedReleases(Merge(releases, []), [.. notes.Distinct()]);
    }

    /// <summary>What is known and what comes on top; of what is known only what is valid still.</summary>
    public ImmutableArray<UpstreamRelease> Merge(IEnumerable<UpstreamRelease> known, IEnumerable<UpstreamRelease> later) =>
        UpstreamRelease.Merge(known.Where(IsValid), later, (ecosystem, one, other) => _ecosystems[ecosystem].Versions.Compare(one, other));

    private bool IsValid(UpstreamRelease release) => _ecosystems.Adapters.FirstOrDefault(a => a.Id == release.Id.Ecosystem) is { } adapter &&
        adapter.Upstream.NameOf(release.Id.Name) == release.Id.Name && IsVersion(adapter, release.Version);

    private static bool IsVersion(EcosystemAdapter adapter, string version) => version.Length is > 0 and <= LongestVersion && version[0] != '-' &&
        !version.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) && adapter.Versions.IsValid(version);

    private void Add(string id, string version, List<UpstreamRelease> releases, List<Diagnostic> notes, List<Diagnostic> problems)
    {
        var colon = id.IndexOf(':', StringComparison.Ordinal);
        var (ecosystem, name) = colon > 0 ? (id[..colon], id[(colon + 1)..]) : ("", id);
        if (ecosystem.Length == 0 || name.Length == 0)
        {
            problems.Add(UpstreamCodes.Invalid.Create($"'{Show(id)}', which was announced, is no package id. Write ecosystem:name, such as npm:@acme/base."));
            return;
        }

        var named = _ecosystems.Adapters.FirstOrDefault(a => a.Id == ecosystem || a.Aliases.Contains(ecosystem));
        if (named is not { Upstream.IsSupported: true })
        {
            notes.Add(UpstreamCodes.Ecosystem.Create(
                $"{Show(id)} {Show(version)} was announced, and {(named is null ? $"no ecosystem '{Show(ecosystem)}' is known here" : $"dependencies of the ecosystem {named.Id} are not brought up to date")}: it is left alone."));
            return;
        }

        if (named.Upstream.NameOf(name) is not { } normal)
        {
            problems.Add(UpstreamCodes.Invalid.Create($"'{Show(id)}', which was announced, has a name that {named.Id} packages cannot have. Correct it where it was sent."));
        }
        else if (!IsVersion(named, version))
        {
            problems.Add(UpstreamCodes.Invalid.Create($"'{Show(version)}', which was announced as a version of {Show(id)}, is no {named.Versions.Name} version. Correct it where it was sent."));
        }
        else
        {
            releases.AddRange(_ecosystems.Adapters.Where(a => a == named || named.Upstream.AlsoFrom.Contains(a.Id)).Select(a => new UpstreamRelease(new PackageId(a.Id, normal), version)));
        }
    }

    private static ImmutableArray<(string Id, string Version)> FromFile(string path)
    {
        try
        {
            return UpstreamText.Payload(File.ReadAllText(path), DisplayText.Line(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ReleaseException(UpstreamCodes.Payload.Create(
                $"ReleaseDispatchPayload is neither JSON nor a file that can be read: {Show(e.Message)} Pass {{\"packages\":[{{\"id\":\"…\",\"version\":\"…\"}}]}}, or the path of a file with it."));
        }
    }

    private static string Show(string text) => DisplayText.Line(text.Length > 200 ? text[..200] + "…" : text);
}
