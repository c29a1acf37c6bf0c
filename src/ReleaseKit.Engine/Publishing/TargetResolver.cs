using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Publishing;

/// <summary>
/// Decides where packages go. A rehearsal wins over everything; then an MSBuild property, the package's own <c>releasekit.toml</c> or
/// manifest, that of the workspace, what the client's own configuration files say, and the ecosystem's public registry.
/// </summary>
public sealed class TargetResolver
{
    private readonly IReadOnlyDictionary<string, EcosystemSetting> _settings;
    private readonly Func<string, (string? Registry, string? Index)> _configured;
    private readonly Uri? _rehearsal;
    private readonly IFileSystem? _files;

    /// <summary>A resolver for one run.</summary>
    /// <param name="settings">What properties say, by ecosystem.</param>
    /// <param name="configured">What releasekit.toml says of an ecosystem's addresses.</param>
    /// <param name="rehearsal">Root of the rehearsal registry with a trailing slash; null for the real ones.</param>
    /// <param name="files">The workspace's files, in which clients' configuration gives names to registries; null to know no names.</param>
    public TargetResolver(IEnumerable<EcosystemSetting> settings, Func<string, (string? Registry, string? Index)> configured, Uri? rehearsal, IFileSystem? files = null)
    {
        _files = files;
        _settings = settings.DistinctBy(s => s.Ecosystem).ToDictionary(s => s.Ecosystem, StringComparer.Ordinal);
        _configured = configured;
        _rehearsal = rehearsal;
    }

    /// <summary>The target of one package.</summary>
    /// <exception cref="ReleaseException"><c>RK-REGISTRY-ADDRESS</c>: an address is neither an absolute http(s) URL nor a name that is known, or is plain HTTP to another machine. <c>RK-CREDENTIAL-TRUST</c>.</exception>
    public PublicationTarget Resolve(EcosystemAdapter adapter, Package package)
    {
        if (_rehearsal is not null)
        {
            return new PublicationTarget(new Uri(_rehearsal, adapter.RehearsalRegistry), new Uri(_rehearsal, adapter.RehearsalIndex), []);
        }

        var setting = _settings.GetValueOrDefault(adapter.Id);
        var configured = _configured(adapter.Id);
        var said = First(setting?.Registry, package.Registry, configured.Registry);
        var isItsOwn = said is not null && said == package.Registry && setting?.TokenVariable is not { Length: > 0 };
        var named = Named(adapter, package, said);
        var registry = named?.Registry ?? said;
        var standard = adapter.Registry.Default;

        // What the workspace is installed from belongs to the workspace's registry; a package that goes elsewhere is there too.
        var isElsewhere = said == package.Registry && said is not null && (standard.Registry == standard.Index || adapter.IsReadWhereWritten);
        var index = First(setting?.Index, package.Index, named?.Index, isElsewhere ? null : configured.Index);
        var registryAddress = registry is null ? standard.Registry : Parse(registry, package, adapter);
        if (registry is not null && index is null && standard.Registry != standard.Index && !adapter.IsReadWhereWritten)
        {
            throw new ReleaseException(PublishCodes.Address.At(
                new SourceLocation(package.Manifest.Value),
                $"{package.Id} is uploaded to {registry}, but where it is installed from is not said. Set the index address too (index_url in releasekit.toml, or the ecosystem's …Index property)."));
        }

        var indexAddress = index is not null ? Parse(index, package, adapter)
            : registry is null ? standard.Index
            : registryAddress;
        IReadOnlyList<string> variables = isItsOwn && package.TokenVariable is { } own ? [own]
            : named?.TokenVariable is { } clients && setting?.TokenVariable is not { Length: > 0 } ? [clients] : TokenVariables(adapter);
        return new PublicationTarget(registryAddress, indexAddress, variables)
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

    /// <summary>
    /// The registry that the client's own files give a name to: the one that is asked for, or, where nobody asks for any, the one that the
    /// client itself would upload to. Null for an address, and for the public registry.
    /// </summary>
    private NamedRegistry? Named(EcosystemAdapter adapter, Package package, string? said)
    {
        if (said is not null && Uri.TryCreate(said, UriKind.Absolute, out _))
        {
            return null;
        }

        var names = _files is null ? NamedRegistries.None : adapter.Names.Read(_files, package);
        return said is null ? names.Default : names.Known.TryGetValue(said, out var named) ? named : throw new ReleaseException(PublishCodes.Address.At(
            new SourceLocation(package.Manifest.Value),
            $"{package.Id} goes to '{DisplayText.Line(said)}', which is no address, and no registry of that name can be uploaded to by the configuration files of the repository.{NearestName.Question(said, names.Known.Keys)} " +
            $"{(names.Known.IsEmpty ? "They name none" : $"They name {string.Join(", ", names.Known.Keys)}")}. Use an absolute https URL, or such a name."));
    }

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

    private static Uri Parse(string address, Package package, EcosystemAdapter adapter)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 &&
            (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback) || (adapter.TakesFolders && uri.IsFile && !uri.IsUnc)))
        {
            return uri;
        }

        throw new ReleaseException(PublishCodes.Address.At(
            new SourceLocation(package.Manifest.Value),
            $"'{address}' is no address {package.Id} can be published to. Use an absolute https URL without credentials in it; plain http is accepted on loopback only."));
    }
}
