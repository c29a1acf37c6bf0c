using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Publishing;

/// <summary>
/// Decides where packages go. A rehearsal wins over everything; then an MSBuild property, the manifest's own registry,
/// <c>releasekit.toml</c>, and the ecosystem's public registry.
/// </summary>
public sealed class TargetResolver
{
    private readonly IReadOnlyDictionary<string, EcosystemSetting> _settings;
    private readonly Func<string, (string? Registry, string? Index)> _configured;
    private readonly Uri? _rehearsal;

    /// <summary>A resolver for one run.</summary>
    /// <param name="settings">What properties say, by ecosystem.</param>
    /// <param name="configured">What releasekit.toml says of an ecosystem's addresses.</param>
    /// <param name="rehearsal">Root of the rehearsal registry with a trailing slash; null for the real ones.</param>
    public TargetResolver(IEnumerable<EcosystemSetting> settings, Func<string, (string? Registry, string? Index)> configured, Uri? rehearsal)
    {
        _settings = settings.DistinctBy(s => s.Ecosystem).ToDictionary(s => s.Ecosystem, StringComparer.Ordinal);
        _configured = configured;
        _rehearsal = rehearsal;
    }

    /// <summary>The target of one package.</summary>
    /// <exception cref="ReleaseException"><c>RK-REGISTRY-ADDRESS</c>: an address is not an absolute http(s) URL, or is plain HTTP to another machine. <c>RK-CREDENTIAL-TRUST</c>.</exception>
    public PublicationTarget Resolve(EcosystemAdapter adapter, Package package)
    {
        if (_rehearsal is not null)
        {
            return new PublicationTarget(new Uri(_rehearsal, adapter.RehearsalRegistry), new Uri(_rehearsal, adapter.RehearsalIndex), []);
        }

        var setting = _settings.GetValueOrDefault(adapter.Id);
        var configured = _configured(adapter.Id);
        var registry = First(setting?.Registry, package.Registry, configured.Registry);
        var index = First(setting?.Index, configured.Index);
        var standard = adapter.Registry.Default;
        var registryAddress = registry is null ? standard.Registry : Parse(registry, package);
        if (registry is not null && index is null && standard.Registry != standard.Index)
        {
            throw new ReleaseException(PublishCodes.Address.At(
                new SourceLocation(package.Manifest.Value),
                $"{package.Id} is uploaded to {registry}, but where it is installed from is not said. Set the index address too (index_url in releasekit.toml, or the ecosystem's …Index property)."));
        }

        var indexAddress = index is not null ? Parse(index, package)
            : registry is null ? standard.Index
            : registryAddress;
        var isItsOwn = registry is not null && registry == package.Registry && setting?.TokenVariable is not { Length: > 0 };
        return new PublicationTarget(registryAddress, indexAddress, isItsOwn && package.TokenVariable is { } own ? [own] : TokenVariables(adapter))
        {
            Trust = TrustChoice.Of(setting?.TrustedPublishing, setting?.IdTokenVariable, adapter.Trust, registryAddress),
        };
    }

    /// <summary>The variables that may hold an ecosystem's credential, the configured one alone when there is one.</summary>
    public IReadOnlyList<string> TokenVariables(EcosystemAdapter adapter) =>
        _settings.GetValueOrDefault(adapter.Id)?.TokenVariable is { Length: > 0 } named ? [named] : adapter.Registry.TokenVariables;

    /// <summary>The adapter's own options.</summary>
    public IReadOnlyDictionary<string, string> Options(string ecosystem) =>
        _settings.GetValueOrDefault(ecosystem)?.Options ?? System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty;

    private static string? First(params ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                return value;
            }
        }

        return null;
    }

    private static Uri Parse(string address, Package package)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 &&
            (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            return uri;
        }

        throw new ReleaseException(PublishCodes.Address.At(
            new SourceLocation(package.Manifest.Value),
            $"'{address}' is no address {package.Id} can be published to. Use an absolute https URL without credentials in it; plain http is accepted on loopback only."));
    }
}
