using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Forges;

namespace ReleaseKit.Engine.Forges.GitLab;

/// <summary>Releases of a project on GitLab; their files lie in the project's generic packages and are linked.</summary>
internal sealed class GitLabReleases(ForgeHttp http, string root)
{
    /// <summary>The package whose versions are releases.</summary>
    private const string Package = "release-assets";

    public async Task<ForgeRelease?> FindAsync(string tag, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(ForgeRequest.Get($"{root}/releases/{ForgeText.Segment(tag)}", 404), cancellationToken);
        return answer.IsSuccess ? Read(answer.Json()) : null;
    }

    public IAsyncEnumerable<ForgeRelease> ListAsync(CancellationToken cancellationToken) =>
        http.ListAsync($"{root}/releases?order_by=created_at&sort=desc&per_page=100&page=1", cancellationToken).Select(Read);

    public async Task<ForgeRelease?> PutAsync(ForgeRelease release, CancellationToken cancellationToken)
    {
        // Without 'ref' a tag that is not there is refused, and never made.
        var there = await http.OnceAsync(
            () => FindAsync(release.Tag, cancellationToken),
            async () =>
            {
                var body = new JsonObject { ["tag_name"] = release.Tag, ["name"] = release.Name, ["description"] = release.Body };
                return Read((await http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/releases", body), cancellationToken)).Json());
            },
            cancellationToken);
        var change = new JsonObject();
        if (there.Name != release.Name)
        {
            change["name"] = release.Name;
        }

        if (!ForgeText.Same(there.Body, release.Body))
        {
            change["description"] = release.Body;
        }

        return change.Count == 0 ? there : Read((await http.SendAsync(ForgeRequest.Send(HttpMethod.Put, $"{root}/releases/{ForgeText.Segment(release.Tag)}", change), cancellationToken)).Json());
    }

    public async Task<bool> DeleteAsync(ForgeRelease release, CancellationToken cancellationToken)
    {
        await http.SendAsync(ForgeRequest.Delete($"{root}/releases/{ForgeText.Segment(release.Tag)}"), cancellationToken);
        return true;
    }

    public async Task<bool> AttachAsync(ForgeRelease release, string name, string path, CancellationToken cancellationToken)
    {
        var file = $"{root}/packages/generic/{Package}/{Version(release.Tag)}/{ForgeText.Segment(name)}";
        if (await SizeAsync(release.Tag, name, cancellationToken) != new FileInfo(path).Length)
        {
            // The same file twice is one more beside the first, and the last is given out.
            await http.SendAsync(new ForgeRequest(HttpMethod.Put, file) { Content = () => File(path) }, cancellationToken);
        }

        var links = $"{root}/releases/{ForgeText.Segment(release.Tag)}/assets/links";
        await http.OnceAsync<object>(
            async () => await http.ListAsync($"{links}?per_page=100&page=1", cancellationToken).AnyAsync(l => l.Text("name") == name, cancellationToken) ? this : null,
            async () =>
            {
                var link = new JsonObject { ["name"] = name, ["url"] = $"{http.Endpoint.Api.AbsoluteUri.TrimEnd('/')}/{file}", ["link_type"] = "other" };
                return await http.SendAsync(ForgeRequest.Send(HttpMethod.Post, links, link), cancellationToken);
            },
            cancellationToken);
        return true;
    }

    /// <summary>A tag as a version of a generic package, which may have no slash, no @ and nothing else but letters, digits and <c>. + - _</c>; a digest keeps apart what this makes the same.</summary>
    internal static string Version(string tag)
    {
        var plain = string.Concat(tag.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-')).Trim('.', '-').Replace("..", ".", StringComparison.Ordinal);
        return plain == tag ? tag : $"{plain}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tag)))[..8]}";
    }

    private static StreamContent File(string path)
    {
        var content = new StreamContent(System.IO.File.OpenRead(path));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }

    /// <summary>The size of the last file of that name; null when there is none.</summary>
    private async Task<long?> SizeAsync(string tag, string name, CancellationToken cancellationToken)
    {
        var packages = $"{root}/packages?package_type=generic&package_name={Package}&package_version={ForgeText.Segment(Version(tag))}&per_page=100&page=1";
        var package = await http.ListAsync(packages, cancellationToken)
            .Where(p => p.Text("name") == Package && p.Text("version") == Version(tag)).Select(p => (long?)p.Number("id")).FirstOrDefaultAsync(cancellationToken);
        return package is null ? null : await http.ListAsync($"{root}/packages/{package}/package_files?per_page=100&page=1", cancellationToken)
            .Where(f => f.Text("file_name") == name).OrderByDescending(f => f.Number("id")).Select(f => (long?)f.Number("size")).FirstOrDefaultAsync(cancellationToken);
    }

    private static ForgeRelease Read(ForgeValue release) => new()
    {
        Id = release.Text("tag_name"),
        Tag = release.Text("tag_name"),
        Name = release.TextOrNull("name") ?? "",
        Body = ForgeText.Normalize(release.TextOrNull("description")),
        Url = release["_links"].TextOrNull("self"),
        Assets = release["assets"]["links"].IsNull ? [] : [.. release["assets"]["links"].Items().Select(l => l.Text("name")).Order(StringComparer.Ordinal)],
    };
}
