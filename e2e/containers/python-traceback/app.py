import json


def load(text):
    return json.loads(text)["workers"]


print("loading settings")
load('{"threads": 4}')
