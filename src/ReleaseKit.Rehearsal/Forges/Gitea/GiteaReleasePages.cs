using System.Globalization;
using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Forges.Gitea;

/// <summary>Releases and their files.</summary>
internal sealed class GiteaReleasePages(LoopbackRepository repository, ForgeCall call)
{
    /// <summary>Answers what is below <c>releases</c>.</summary>
    public Reply Answer(string[] path) => (call.Method, path) switch
    {
        ("GET", []) => ForgePages.Page(call, repository.Data.Releases.OrderByDescending(r => r.Id).Select(r => (JsonNode)GiteaShapes.Release(repository, r, call.BaseUrl)), "limit", 50),
        ("POST", []) => Create(),
        ("GET", ["tags", var tag]) => Shape(repository.Data.Releases.Find(r => !r.Draft && r.Tag == tag) ?? throw new RefusedException(404, "The target couldn't be found.")),
        ("PATCH", [var id]) => Change(repository.Release(Number(id))),
        ("DELETE", [var id]) => repository.Data.Releases.Remove(repository.Release(Number(id))) ? new Reply(204) : throw new RefusedException(404, "The target couldn't be found."),
        ("GET", [var id, "assets"]) => Reply.Json(new JsonArray([.. repository.Release(Number(id)).Assets.Select(a => (JsonNode)GiteaShapes.Asset(a))])),
        ("POST", [var id, "assets"]) => Upload(repository.Release(Number(id))),
        ("DELETE", [var id, "assets", var asset]) => repository.Release(Number(id)).Assets.RemoveAll(a => a.Id == Number(asset)) > 0 ? new Reply(204) : throw new RefusedException(404, "The target couldn't be found."),
        _ => throw new RefusedException(404, "The target couldn't be found."),
    };

    private static long Number(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new RefusedException(404, "The target couldn't be found.");

    private Reply Create()
    {
        var (tag, draft) = (call.Text("tag_name") ?? throw new RefusedException(422, "[TagName]: Required"), call.Flag("draft") ?? false);
        CheckTag(tag, draft);
        if (repository.Data.Releases.Exists(r => r.Tag == tag))
        {
            throw new RefusedException(409, "Release is has no Tag");
        }

        var release = new ReleaseData
        {
            Id = repository.NewId(), Tag = tag, Name = call.Text("name") ?? "", Body = call.Text("body") ?? "", Draft = draft, Prerelease = call.Flag("prerelease") ?? false, Created = repository.Now,
        };
        repository.Data.Releases.Add(release);
        return Shape(release) with { Status = 201 };
    }

    private Reply Change(ReleaseData release)
    {
        var draft = call.Flag("draft") ?? release.Draft;
        CheckTag(call.Text("tag_name") ?? release.Tag, draft);
        (release.Tag, release.Name, release.Body) = (call.Text("tag_name") ?? release.Tag, call.Text("name") ?? release.Name, call.Text("body") ?? release.Body);
        (release.Draft, release.Prerelease) = (draft, call.Flag("prerelease") ?? release.Prerelease);
        return Shape(release);
    }

    /// <summary>Gitea would make the tag; no release of ours may ever ask for that.</summary>
    private void CheckTag(string tag, bool draft)
    {
        if (!draft && !repository.Git.Refs().ContainsKey($"refs/tags/{tag}"))
        {
            throw new RefusedException(422, $"the tag {tag} does not exist");
        }
    }

    private Reply Upload(ReleaseData release)
    {
        var content = call.FormFile("attachment") ?? throw new RefusedException(400, "attachment is missing");
        var asset = repository.Keep(call.Query("name") ?? call.FormFileName("attachment") ?? throw new RefusedException(400, "name is missing"), content);
        release.Assets.Add(asset);
        return Reply.Json(GiteaShapes.Asset(asset), 201);
    }

    private Reply Shape(ReleaseData release) => Reply.Json(GiteaShapes.Release(repository, release, call.BaseUrl));
}
