using System.Collections.Immutable;
using System.Xml.Linq;
using ReleaseKit.Core.Secrets;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Clients;

/// <summary>
/// A <c>NuGet.config</c> of our own, so that neither the user's sources nor the workspace's decide where a released package
/// goes to or comes from. A credential is written as the name of an environment variable.
/// </summary>
internal sealed record NuGetConfiguration
{
    /// <summary>The source that is released to.</summary>
    public const string ReleaseSource = "release";

    private const string TokenVariable = "RELEASEKIT_NUGET_PASSWORD";
    private const string OtherSource = "other";
    private readonly PackageContext _package;
    private readonly Uri _release;

    /// <summary>A configuration with the package's own feed as the only source.</summary>
    public NuGetConfiguration(PackageContext package, Uri release)
    {
        _package = package;
        _release = release;
    }

    /// <summary>A second source, for what the first one does not have; null for none.</summary>
    public Uri? Other { get; init; }

    /// <summary>The packages that come from the first source only, when there is a second one.</summary>
    public ImmutableArray<string> FromRelease { get; init; } = [];

    /// <summary>The variables with credentials that clients need beside the file.</summary>
    public IReadOnlyDictionary<string, Secret> Secrets =>
        NeedsCredential ? ImmutableDictionary<string, Secret>.Empty.Add(TokenVariable, _package.Endpoint.Token!) : ImmutableDictionary<string, Secret>.Empty;

    // nuget.org takes its keys with uploads only; other feeds may want them to be read, too.
    private bool NeedsCredential => NuGetFeed.MayTakeCredential(_package, _release) && !_release.Host.EndsWith(".nuget.org", StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes the file into a folder and gives its path.</summary>
    public string Write(string folder)
    {
        var path = Path.Combine(folder, "NuGet.config");
        new XDocument(new XElement("configuration", Sections().OfType<object>().ToArray())).Save(path);
        return path;
    }

    private IEnumerable<XElement?> Sections()
    {
        yield return new XElement("packageSources", new XElement("clear"), Source(ReleaseSource, _release), Other is null ? null : Source(OtherSource, Other));
        yield return new XElement("disabledPackageSources", new XElement("clear"));
        yield return new XElement("fallbackPackageFolders", new XElement("clear"));
        yield return new XElement("packageSourceMapping", new XElement("clear"), Other is null ? null : Mapping());
        yield return NeedsCredential
            ? new XElement("packageSourceCredentials", new XElement(
                ReleaseSource, Add("Username", _package.Endpoint.User ?? NuGetFeed.TokenUser), Add("ClearTextPassword", $"%{TokenVariable}%")))
            : null;
    }

    /// <summary>An exact name outranks the wildcard, so that the released packages cannot come from anywhere else.</summary>
    private IEnumerable<XElement> Mapping()
    {
        yield return MapTo(ReleaseSource, [.. FromRelease, "*"]);
        yield return MapTo(OtherSource, ["*"]);
    }

    private static XElement MapTo(string source, IEnumerable<string> patterns) => new(
        "packageSource", new XAttribute("key", source), patterns.Select(pattern => new XElement("package", new XAttribute("pattern", pattern))));

    private static XElement Source(string name, Uri address)
    {
        var source = Add(name, address.AbsoluteUri);
        source.Add(new XAttribute("protocolVersion", "3"));
        if (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)
        {
            source.Add(new XAttribute("allowInsecureConnections", "true"));
        }

        return source;
    }

    private static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));
}
