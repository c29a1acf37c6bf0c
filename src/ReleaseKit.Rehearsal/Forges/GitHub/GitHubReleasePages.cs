using System.Globalization;
using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Forges.GitHub;

/// <summary>Releases and their files.</summary>
internal sealed class GitHubReleasePages(LoopbackRepository repository, ForgeCall call)
{
    private const int LongestNotes = 125_000;

    /// <summary>Answers what is below <c>releases</c>.</summary>
    public Reply Answer(string[] path) => (call.Method, path) switch
    {
        ("GET", []) => ForgePages.Page(call, repository.Data.Releases.OrderByDescending(r => r.Id).Select(r => (JsonNode)GitHubShapes.Release(repository, r, call.BaseUrl))),
        ("POST", []) => Create(),
        ("GET", ["tags", .. var tag]) => Shape(repository.Data.Releases.Find(r => !r.Draft && r.Tag == string.Join('/', tag)) ?? throw new RefusedException(404, "Not Found")),
        ("DELETE", ["assets", var id]) => DeleteAsset(Number(id)),
        ("GET", [var id]) => Shape(repository.Release(Number(id))),
        ("PATCH", [var id]) => Change(repository.Release(Number(id))),
        ("DELETE", [var id]) => Delete(repository.Release(Number(id))),
        ("GET", [var id, "assets"]) => ForgePages.Page(call, repository.Release(Number(id)).Assets.Select(GitHubShapes.Asset)),
        ("POST", [var id, "assets"]) => Upload(repository.Release(Number(id))),
        _ => throw new RefusedException(404, "Not Found"),
    };

    private static long Number(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new RefusedException(404, "Not Found");

    private Reply Create()
    {
        var tag = call.Text("tag_name") ?? throw Invalid("tag_name is missing");
        var draft = call.Flag("draft") ?? false;
        Check(tag, draft, call.Text("body") ?? "", null);
        var release = new ReleaseData
        {
            Id = repository.NewId(), Tag = tag, Name = call.Text("name") ?? tag, Body = call.Text("body") ?? "",
            Draft = draft, Prerelease = call.Flag("prerelease") ?? false, Created = repository.Now,
        };
        repository.Data.Releases.Add(release);
        return Shape(release) with { Status = 201 };
    }

    private Reply Change(ReleaseData release)
    {
        // Without a tag's name, GitHub publishes a draft under a tag "untagged-…".
        var draft = call.Flag("draft") ?? release.Draft;
        Check(call.Text("tag_name") ?? release.Tag, draft, call.Text("body") ?? "", release);
        release.Tag = call.Text("tag_name") ?? (release.Draft && !draft ? $"untagged-{release.Id}" : release.Tag);
        release.Name = call.Text("name") ?? release.Name;
        release.Body = call.Text("body") ?? release.Body;
        (release.Draft, release.Prerelease) = (draft, call.Flag("prerelease") ?? release.Prerelease);
        return Shape(release);
    }

    private void Check(string tag, bool draft, string body, ReleaseData? itself)
    {
        if (body.Length > LongestNotes)
        {
            throw Invalid($"body is too long (maximum is {LongestNotes} characters)");
        }

        if (!draft && repository.Data.Releases.Exists(r => r != itself && !r.Draft && r.Tag == tag))
        {
            throw Invalid("tag_name: already_exists");
        }

        if (!draft && !repository.Git.Refs().ContainsKey($"refs/tags/{tag}"))
        {
            // GitHub would make the tag; no release of ours may ever ask for that.
            throw Invalid($"the tag {tag} does not exist");
        }
    }

    private Reply Delete(ReleaseData release)
    {
        repository.Data.Releases.Remove(release);
        return new Reply(204);
    }

    private Reply Upload(ReleaseData release)
    {
        var name = call.Query("name") ?? throw new RefusedException(400, "name is missing");
        if (release.Assets.Exists(a => a.Name == name))
        {
            throw Invalid("name: already_exists");
        }

        var asset = repository.Keep(name, call.Content);
        release.Assets.Add(asset);
        return Reply.Json(GitHubShapes.Asset(asset), 201);
    }

    private Reply DeleteAsset(long id) =>
        repository.Data.Releases.Exists(r => r.Assets.RemoveAll(a => a.Id == id) > 0) ? new Reply(204) : throw new RefusedException(404, "Not Found");

    private Reply Shape(ReleaseData release) => Reply.Json(GitHubShapes.Release(repository, release, call.BaseUrl));

    private static RefusedException Invalid(string message) => new(422, $"Validation Failed: {message}");
}
