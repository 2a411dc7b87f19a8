def test_a_person_signs_in_with_name_and_password(client):
    client.page("/login")

    client.sign_in()

    assert "Alva Lind" in client.page("/")


def test_a_stranger_is_sent_to_the_sign_in_page_and_back(client, make):
    asked = client.get("/me")

    assert asked.status_code == 303
    assert asked.location == "/login?next=/me"
