using ReleaseKit.Rehearsal.Npm;
using ReleaseKit.Rehearsal.PyPi;

namespace ReleaseKit.Rehearsal.Serving;

/// <summary>The protocols spoken: a new one is a folder and a line here.</summary>
internal static class RegistryProtocols
{
    public static IReadOnlyList<IRegistryProtocol> All(ProtocolServices services) =>
    [
        new NpmProtocol(services),
        new PyPiProtocol(services),
    ];

    /// <summary>The ecosystems that fault rules may name.</summary>
    public static IReadOnlyList<string> Ecosystems { get; } = ["npm", "python"];
}
