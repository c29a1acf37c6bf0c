using ReleaseKit.Rehearsal.Cargo;
using ReleaseKit.Rehearsal.Go;
using ReleaseKit.Rehearsal.Maven;
using ReleaseKit.Rehearsal.Npm;
using ReleaseKit.Rehearsal.NuGet;
using ReleaseKit.Rehearsal.Pub;
using ReleaseKit.Rehearsal.PyPi;

namespace ReleaseKit.Rehearsal.Serving;

/// <summary>The protocols spoken: a new one is a folder and a line here.</summary>
internal static class RegistryProtocols
{
    private static readonly Dictionary<string, Func<ProtocolServices, IRegistryProtocol>> Spoken = new(StringComparer.Ordinal)
    {
        ["npm"] = services => new NpmProtocol(services),
        ["python"] = services => new PyPiProtocol(services),
        ["nuget"] = services => new NuGetProtocol(services),
        ["go"] = services => new GoProtocol(services),
        ["cargo"] = services => new CargoProtocol(services),
        ["dart"] = services => new PubProtocol(services),
        ["maven"] = services => new MavenProtocol(services),
    };

    /// <summary>The ecosystems served, as in package ids.</summary>
    public static IReadOnlyCollection<string> Ecosystems => Spoken.Keys;

    public static IReadOnlyList<IRegistryProtocol> All(ProtocolServices services) => [.. Spoken.Values.Select(make => make(services))];
}
